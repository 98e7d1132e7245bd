import { useState } from 'preact/hooks'
import { type Catalogue, catalogue, draft as kept, useLive } from '../../queries'
import { t } from '../../words'
import { inVietnam } from '../../words/format'
import { type Draft, newDraft, type Usual } from './draft'
import type { FormProps } from './form'
import { isBlocked, saveNew, USUAL, useDirty, whatIsMissing } from './saving'

interface NewSession {
  catalogue: Catalogue
  /** What a person has filled in; null while all of it is prefilled. */
  changed: Draft | null
  form: FormProps
  save: SaveProps
}

/** A session from its prefilled start until it is durable; null until this phone has been read. */
export function useNewSession(
  service: string,
  unfinished: Draft | null | undefined,
  onSaved: () => void,
): NewSession | null {
  const known = useLive(catalogue())
  const usual = useLive(kept<Usual>(USUAL))
  const [changed, setChanged] = useState<Draft | null>(null)
  const [now] = useState(() => inVietnam(Date.now()))
  const [wrong, setWrong] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  useDirty(changed !== null)
  if (!known || usual === undefined || unfinished === undefined) return null
  const asked = known.services.some((one) => one.code === service) ? [service] : []
  const draft = changed ?? unfinished ?? newDraft(asked, now, usual)
  const onSave = async () => {
    const missing = whatIsMissing(draft, known)
    setWrong(missing)
    if (missing || isBlocked(draft, now.day)) return
    setSaving(true)
    const trouble = await saveNew(draft, known)
    if (trouble === null) return onSaved()
    setSaving(false)
    setWrong(trouble)
  }
  const onChange = (next: Draft) => {
    setWrong(null)
    setChanged(next)
  }
  return {
    catalogue: known,
    changed,
    form: { draft, today: now.day, wrong, onChange },
    save: { disabled: saving || isBlocked(draft, now.day), onSave },
  }
}

interface SaveProps {
  disabled: boolean
  onSave: () => void
}

/** The one tap that ends it. */
export function Save({ disabled, onSave }: SaveProps) {
  return (
    <button type="button" class="button primary big" disabled={disabled} onClick={onSave}>
      {t('do.save')}
    </button>
  )
}
