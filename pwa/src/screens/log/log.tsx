import { useState } from 'preact/hooks'
import { Page } from '../../parts/page'
import { catalogue, draft as kept, useLive } from '../../queries'
import { t } from '../../words'
import { inVietnam } from '../../words/format'
import { go } from '../router'
import type { ScreenProps } from '../routes'
import { type Draft, newDraft, type Usual } from './draft'
import { LogForm } from './form'
import { isBlocked, saveNew, USUAL, useDirty, useKept, whatIsMissing } from './saving'

const KEPT = 'log'

/** A session with several services and many people, on a screen of its own; kept while unfinished. */
export function Log({ params }: ScreenProps) {
  const known = useLive(catalogue())
  const usual = useLive(kept<Usual>(USUAL))
  const unfinished = useLive(kept<Draft>(KEPT))
  const [changed, setChanged] = useState<Draft | null>(null)
  const [now] = useState(() => inVietnam(Date.now()))
  const [wrong, setWrong] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const forget = useKept(KEPT, changed)
  useDirty(changed !== null && !saving)
  if (!known || usual === undefined || unfinished === undefined) return null
  const asked = known.services.some((s) => s.code === params.service) ? [params.service ?? ''] : []
  const draft = changed ?? unfinished ?? newDraft(asked, now, usual)
  const save = async () => {
    const missing = whatIsMissing(draft, known)
    setWrong(missing)
    if (missing || isBlocked(draft, now.day)) return
    setSaving(true)
    const trouble = await saveNew(draft, known)
    if (trouble !== null) {
      setSaving(false)
      return setWrong(trouble)
    }
    forget()
    go('/')
  }
  return (
    <Page title={t('log.new')} back="/">
      <LogForm
        whole
        draft={draft}
        today={now.day}
        wrong={wrong}
        onChange={(next) => {
          setWrong(null)
          setChanged(next)
        }}
      />
      <div class="foot">
        <button
          type="button"
          class="button primary big"
          disabled={saving || isBlocked(draft, now.day)}
          onClick={save}
        >
          {t('do.save')}
        </button>
      </div>
    </Page>
  )
}
