import { useEffect, useRef, useState } from 'preact/hooks'

/** Long enough to see what was tapped, and to take it back. */
export const TAKE_BACK_MS = 5_000

export interface Delayed<Word> {
  /** What will be done in a moment. */
  pending: Word | null
  begin: (word: Word) => void
  takeBack: () => void
}

/**
 * Does something a moment after it was asked for, so that a slip can be taken back; at once where the
 * screen is left before. Nothing is said to be done until it is.
 */
export function useDelayed<Word>(run: (word: Word) => void): Delayed<Word> {
  const [pending, setPending] = useState<Word | null>(null)
  const latest = useRef(run)
  const stopped = useRef(() => {})
  latest.current = run
  useEffect(() => {
    if (pending === null) return
    let due = true
    const go = () => {
      if (!due) return
      due = false
      setPending(null)
      latest.current(pending)
    }
    const timer = setTimeout(go, TAKE_BACK_MS)
    addEventListener('pagehide', go)
    stopped.current = () => {
      due = false
    }
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', go)
      go()
    }
  }, [pending])
  const takeBack = () => {
    stopped.current()
    setPending(null)
  }
  return { pending, begin: setPending, takeBack }
}
