import { useEffect, useRef, useState } from 'preact/hooks'

/** The value as it was at the last touch of the screen, for so many milliseconds; else as it is. */
export function useUntilTouched<T>(value: T, holdMs: number): T {
  const [, lookAgain] = useState({})
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
  useEffect(() => {
    if (held.current === value) return
    const timer = setTimeout(() => lookAgain({}), holdMs)
    return () => clearTimeout(timer)
  })
  return held.current
}
