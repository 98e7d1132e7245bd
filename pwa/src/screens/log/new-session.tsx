import { useEffect, useRef, useState } from 'preact/hooks'
import { newRecord } from '../../actions/help-session'
import { useOnce } from '../../components/once'
import { t } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { type Catalogue, catalogue, draft as kept, me, useLive } from '../../queries'
import { isRecorded } from '../../queries/recorded'
import { usual } from '../../queries/usual'
import { comesBack } from '../../queries/visits'
import { go } from '../router'
import { type Draft, newDraft, type PersistedDraft } from './draft'
import type { FormProps } from './form'
import { type Holder, keyFor } from './holder'
import { showSavedElsewhere } from './messages'
import { NotSaved } from './not-saved'
import {
  clearForm,
  isBlocked,
  type Missing,
  persistForm,
  saveNew,
  USUAL,
  useDirty,
  whatIsMissing,
  withPlaceAdded,
} from './saving'

interface NewSession {
  catalogue: Catalogue
  /** Puts away what has been filled in. */
  forget: () => void
  form: FormProps
  save: SaveProps
}

/** What this page saved last: its draft is gone, although a read may not know it yet. */
let savedHere: string | null = null

/**
 * A session from its prefilled start until it is durable, kept for its author meanwhile; null until
 * this phone has been read.
 */
export function useNewSession(
  service: string,
  { form: name, holder, continues }: { form: string; holder: Holder; continues?: string | null },
  onSaved: () => void,
): NewSession | null {
  const keys = { form: keyFor(name, holder), usual: keyFor(USUAL, holder) }
  const known = useLive(catalogue())
  const person = useLive(me())
  const who = person?.current ?? null
  const last = useLive(usual(keys.usual, who))
  const draftKept = useLive(kept<PersistedDraft>(keys.form))
  const unfinished = draftKept?.record && draftKept.record === savedHere ? null : draftKept
  const [now] = useState(() => inVietnam(Date.now()))
  const [missing, setMissing] = useState<Missing | null>(null)
  const { busy, once } = useOnce()
  const [form, setForm] = useState<PersistedDraft | null>(null)
  const newest = useRef<Draft | null>(null)
  // It was saved or put away: what comes late, as a place that was being added, keeps nothing of it.
  const over = useRef(false)
  // What the form becomes is fixed from its start, in all windows that show it.
  const record = useRef<string>(newRecord())
  if (!form && unfinished?.record) record.current = unfinished.record
  useSpent(record.current, busy, () => {
    over.current = true
    clearForm(keys.form, record.current)
    onSaved()
  })
  useDirty(form !== null)
  if (!known || !person || last === undefined || unfinished === undefined) return null
  // One, or several with a plus between, as a visit that goes on names them.
  const named = service.split('+')
  const asked = named.filter((code) => known.services.some((one) => one.code === code))
  const fresh = newDraft(asked, now, last)
  const draft = (form ?? unfinished)?.draft ?? (continues ? { ...fresh, continues } : fresh)
  newest.current = draft
  const whose = { team: who?.team ?? null, author: who?.member ?? null }
  const onSave = async () => {
    if (isBlocked(draft, now.day)) return setMissing({ text: t('log.blocked') })
    const placed = await withPlaceAdded(draft, () => newest.current ?? draft)
    if ('text' in placed) return setMissing(placed)
    if (placed.place !== draft.place) onChange(placed) // whatever comes, it is added once
    const lacks = whatIsMissing(placed, known, { ...whose, told: missing })
    setMissing(lacks)
    if (lacks || isBlocked(placed, now.day)) return
    const trouble = await saveNew(placed, known, keys, record.current)
    if (trouble !== null) return setMissing({ text: trouble })
    savedHere = record.current
    over.current = true
    onSaved()
    // Its code is to be written down for who comes back.
    if (draft.services.some(comesBack)) go(`/session/${record.current}?from=home`)
  }
  const onChange = (next: Draft) => {
    if (over.current) return
    newest.current = next
    setMissing(null)
    const changed = { draft: next, service, record: record.current }
    setForm(changed)
    persistForm(keys.form, changed)
  }
  return {
    catalogue: known,
    forget: () => {
      over.current = true
      clearForm(keys.form, record.current)
    },
    form: { draft, today: now.day, whose, missing, onChange },
    save: { busy, blocked: isBlocked(draft, now.day), missing, onSave: () => void once(onSave) },
  }
}

/** A form that was saved in another window closes, and says why. */
function useSpent(record: string, busy: boolean, close: () => void): void {
  const isThere = useLive(isRecorded(record))
  useEffect(() => {
    if (!isThere || busy || record === savedHere) return
    showSavedElsewhere()
    close()
  }, [isThere, busy, record])
}

interface SaveProps {
  busy: boolean
  /** Something in the form may not be saved; the field says what, and may be folded away. */
  blocked: boolean
  /** Why the last tap did not end it. */
  missing: Missing | null
  onSave: () => void
}

/** The one tap that ends it, or leads to what has to be mended first. */
export function Save({ busy, blocked, missing, onSave }: SaveProps) {
  return (
    <>
      <NotSaved missing={blocked ? { text: t('log.blocked') } : missing} />
      <button type="button" class="button primary big" disabled={busy} onClick={onSave}>
        {t('do.save')}
      </button>
    </>
  )
}
