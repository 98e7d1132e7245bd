import { useEffect, useRef, useState } from 'preact/hooks'

/** The value; after a touch of the screen it does not change for `holdMs`. */
export function useUntilTouched<T>(value: T, holdMs: number): T {
  const [, lookAgain] = useState({})
  const touchedAt = useRef(Number.NEGATIVE_INFINITY)
  const shown = useRef(value)
  const left = () => touchedAt.current + holdMs - performance.now()
  if (left() <= 0) shown.current = value
  useEffect(() => {
    const touch = () => {
      touchedAt.current = performance.now()
    }
    addEventListener('pointerdown', touch, true)
    return () => removeEventListener('pointerdown', touch, true)
  }, [])
  useEffect(() => {
    if (shown.current === value) return
    const timer = setTimeout(() => lookAgain({}), left())
    return () => clearTimeout(timer)
  })
  return shown.current
}
