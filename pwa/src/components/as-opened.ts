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

/**
 * What is true for as long as nobody has touched the screen, and what was true then from there on, or
 * for so many milliseconds.
 */
export function useUntilTouched<T>(value: T, holdMs = Number.POSITIVE_INFINITY): T {
  const touchedAt = useRef(Number.NEGATIVE_INFINITY)
  const held = useRef(value)
  if (performance.now() - touchedAt.current >= holdMs) held.current = value
  useEffect(() => {
    const touch = () => {
      touchedAt.current = performance.now()
    }
    addEventListener('pointerdown', touch, true)
    return () => removeEventListener('pointerdown', touch, true)
  }, [])
  return held.current
}
