import { useEffect } from 'preact/hooks'

const AWAKE_MS = 2 * 60_000

/**
 * Keeps the screen on while somebody counts, and for two minutes after: who taps once a minute need
 * not unlock each time, and a forgotten phone does not empty its battery.
 */
export function useAwake(version: number | undefined): void {
  useEffect(() => {
    if (!version || !navigator.wakeLock) return
    let held: WakeLockSentinel | null = null
    let over = false
    const release = () => {
      over = true
      void held?.release()
    }
    navigator.wakeLock.request('screen').then(
      (lock) => {
        held = lock
        if (over) release()
      },
      () => undefined, // A phone that saves power may refuse; then it sleeps as always.
    )
    const timer = setTimeout(release, AWAKE_MS)
    return () => {
      clearTimeout(timer)
      release()
    }
  }, [version])
}
