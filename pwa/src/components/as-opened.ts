import { useEffect, useRef, useState } from 'preact/hooks'

/**
 * What was true when the screen was opened, or last came back into sight: what turns up meanwhile
 * would push away what a finger is about to tap.
 */
export function useAsOpened<T>(value: T): T {
  const [shown, show] = useState(value)
  const latest = useRef(value)
  latest.current = value
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') show(latest.current)
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return shown
}
