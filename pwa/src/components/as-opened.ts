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

/** What is true for as long as nobody has touched the screen, and what was true then from there on. */
export function useUntilTouched<T>(value: T): T {
  const touched = useRef(false)
  const held = useRef(value)
  if (!touched.current) held.current = value
  useEffect(() => {
    const touch = () => {
      touched.current = true
    }
    addEventListener('pointerdown', touch, true)
    return () => removeEventListener('pointerdown', touch, true)
  }, [])
  return held.current
}
