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
 * screen is left before. Nothing is said to be done until it is. Where the page itself is left,
 * `leave` does it: nothing that waits would be done any more.
 */
export function useDelayed<Word>(
  run: (word: Word) => void,
  leave: (word: Word) => void = run,
): Delayed<Word> {
  const [pending, setPending] = useState<Word | null>(null)
  const latest = useRef({ run, leave })
  const stopped = useRef(() => {})
  latest.current = { run, leave }
  useEffect(() => {
    if (pending === null) return
    let due = true
    const go = (how: 'run' | 'leave') => () => {
      if (!due) return
      due = false
      setPending(null)
      latest.current[how](pending)
    }
    const timer = setTimeout(go('run'), TAKE_BACK_MS)
    const left = go('leave')
    addEventListener('pagehide', left)
    stopped.current = () => {
      due = false
    }
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', left)
      go('run')()
    }
  }, [pending])
  const takeBack = () => {
    stopped.current()
    setPending(null)
  }
  return { pending, begin: setPending, takeBack }
}
