import { useRef, useState } from 'preact/hooks'
import { draft as kept, useLive } from '../../queries'
import { isChanged } from '../../queries/edits'
import { type Draft, type PersistedDraft, rebaseDraft, toInput } from '../log/draft'
import { clearForm, persistForm } from '../log/saving'

interface Edited {
  /** The form as it is shown: what was changed here, on what stands. */
  draft: Draft
  /** What it was before the first change that is not saved yet. */
  seen: Draft
  /** Something in it is not saved yet. */
  changed: boolean
  /** Somebody has put something in since this page was opened, and it is not saved. */
  touched: boolean
  change: (next: Draft) => void
  /** Puts away what was changed. */
  forget: () => void
  /** The form is saved as it was `then`; true if something has been put in since, which goes on from it. */
  saved: (then: Draft) => boolean
}

/** What this page saved, and the session as it had been read before: it stands until the next read. */
interface JustSaved {
  draft: Draft
  over: object
}

/**
 * A session's form from its first change until it is saved, kept under a key meanwhile; null until
 * the phone has been read. `read` is another object at each read of the session, and `stands` what is in
 * it. The session and the kept form are read each on its own, so for a moment after saving either may
 * still be the old one: what was saved is shown until the next read, and what somebody puts in at that
 * moment is a change of it.
 */
export function useEdited(key: string, read: object, stands: Draft): Edited | null {
  const left = useLive(kept<PersistedDraft>(key))
  const [form, setForm] = useState<PersistedDraft | null>(null)
  const newest = useRef({ form, left })
  const ahead = useRef<JustSaved | null>(null)
  // This page has put the kept form away, and the last read still found it.
  const away = useRef(false)
  newest.current = { form, left }
  if (ahead.current?.over !== read) ahead.current = null
  if (left === null) away.current = false
  if (left === undefined) return null
  const now = ahead.current?.draft ?? stands
  const begun = form ?? (away.current ? null : left)
  const seen = begun?.seen ?? now
  const put = (next: PersistedDraft | null) => {
    newest.current.form = next
    setForm(next)
    if (next) persistForm(key, next)
    else away.current = Boolean(newest.current.left)
  }
  return {
    draft: begun ? rebaseDraft(begun, now) : now,
    seen,
    changed: begun !== null && isChanged({ ...begun, seen }),
    touched: form !== null,
    change: (next) => put({ draft: next, seen }),
    forget: () => {
      put(null)
      clearForm(key)
    },
    saved: (then) => {
      const since = newest.current.form
      const goesOn = since !== null && since !== form
      ahead.current = { draft: toInput(then), over: read }
      put(goesOn ? { draft: since.draft, seen: then } : null)
      return goesOn
    },
  }
}
