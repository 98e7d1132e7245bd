import { useRef, useState } from 'preact/hooks'
import { draft as kept, useLive } from '../../queries'
import { type Draft, type Kept, onTop, toInput } from '../log/draft'
import { forgetForm, keepForm } from '../log/saving'

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
  /** The form is saved as it was `then`; what has been put in since goes on from it. */
  saved: (then: Draft) => void
}

/** What this page saved, and what stood before: that still stands until the store is read anew. */
interface Ahead {
  draft: Draft
  over: string
}

/**
 * A session's form from its first change until it is saved, kept under a key meanwhile; null until
 * the phone has been read. The session and the kept form are read each on its own, so for a moment
 * after saving either may still be the old one: what was saved is shown, and what somebody puts in
 * at that moment is a change of it.
 */
export function useEdited(key: string, stands: Draft): Edited | null {
  const left = useLive(kept<Kept>(key))
  const [form, setForm] = useState<Kept | null>(null)
  // Once this page has put the kept form away, what a read still finds of it is no more.
  const [away, setAway] = useState(false)
  const newest = useRef({ form, stands })
  const ahead = useRef<Ahead | null>(null)
  newest.current = { form, stands }
  if (ahead.current && ahead.current.over !== JSON.stringify(stands)) ahead.current = null
  if (left === undefined) return null
  const now = ahead.current?.draft ?? stands
  const begun = form ?? (away ? null : left)
  const seen = begun?.seen ?? now
  const put = (next: Kept | null) => {
    newest.current.form = next
    setForm(next)
    if (next) keepForm(key, next)
  }
  return {
    draft: begun ? onTop(begun, now) : now,
    seen,
    changed: begun !== null,
    touched: form !== null,
    change: (next) => put({ draft: next, seen }),
    forget: () => {
      put(null)
      setAway(true)
      forgetForm(key)
    },
    saved: (then) => {
      const since = newest.current.form
      const draft = toInput(then)
      ahead.current = { draft, over: JSON.stringify(newest.current.stands) }
      setAway(true)
      put(since && since !== form ? { draft: since.draft, seen: then } : null)
    },
  }
}
