import { useState } from 'preact/hooks'
import { Sheet } from '../../parts/sheet'
import { catalogue, draft as kept, useLive } from '../../queries'
import { t } from '../../words'
import { inVietnam } from '../../words/format'
import { labelOf } from '../labels'
import { type Draft, newDraft, type Usual } from './draft'
import { LogForm } from './form'
import { isBlocked, saveNew, USUAL, useDirty, whatIsMissing } from './saving'

interface Props {
  service: string
  onClose: () => void
}

/** The card over the tiles: everything prefilled, one tap on "Lưu" ends it. */
export function LogSheet({ service, onClose }: Props) {
  const known = useLive(catalogue())
  const usual = useLive(kept<Usual>(USUAL))
  const [changed, setChanged] = useState<Draft | null>(null)
  const [now] = useState(() => inVietnam(Date.now()))
  const [wrong, setWrong] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  useDirty(changed !== null)
  if (!known || usual === undefined) return null
  const draft = changed ?? newDraft([service], now, usual)
  const save = async () => {
    const missing = whatIsMissing(draft, known)
    setWrong(missing)
    if (missing || isBlocked(draft, now.day)) return
    setSaving(true)
    const trouble = await saveNew(draft, known)
    if (trouble === null) return onClose()
    setSaving(false)
    setWrong(trouble)
  }
  return (
    <Sheet
      title={labelOf(known, 'service', service)}
      onClose={onClose}
      foot={
        <button
          type="button"
          class="button primary big"
          disabled={saving || isBlocked(draft, now.day)}
          onClick={save}
        >
          {t('do.save')}
        </button>
      }
    >
      <LogForm
        draft={draft}
        today={now.day}
        wrong={wrong}
        onChange={(next) => {
          setWrong(null)
          setChanged(next)
        }}
      />
    </Sheet>
  )
}
