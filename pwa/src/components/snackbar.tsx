import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

interface SnackbarMessage {
  text: string
  action?: { label: string; run: () => void }
}

const message = signal<(SnackbarMessage & { no: number }) | null>(null)
let count = 0

/** Says a thing at the foot of the screen for eight seconds, with at most one way to act on it. */
export function showSnackbar(text: string, action?: SnackbarMessage['action']): void {
  count += 1
  message.value = action ? { text, action, no: count } : { text, no: count }
}

/** Takes away what was said. */
export function hideSnackbar(): void {
  message.value = null
}

const SECONDS = 8

/** The place where things are said; it waits while a finger or the focus rests on it, or a pointer that
    came to it: one that it came to under a resting hand does not hold it. */
export function Snackbar() {
  const current = message.value
  const held = useRef(false)
  useEffect(() => {
    // What was said before went from under the pointer, and heard nothing of that.
    held.current = false
    if (!current) return
    let left = SECONDS
    const timer = setInterval(() => {
      if (held.current) return
      left -= 1
      if (left <= 0) hideSnackbar()
    }, 1000)
    return () => clearInterval(timer)
  }, [current])
  const hold = (value: boolean) => () => {
    held.current = value
  }
  return (
    <div class="snackbar-place" role="status">
      {current && (
        <div
          class="snackbar"
          key={current.no}
          onPointerMove={hold(true)}
          onPointerDown={hold(true)}
          onPointerLeave={hold(false)}
          onFocusIn={hold(true)}
          onFocusOut={hold(false)}
        >
          <p>{current.text}</p>
          {current.action && (
            <button
              type="button"
              onClick={() => {
                held.current = false
                hideSnackbar()
                current.action?.run()
              }}
            >
              {current.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
