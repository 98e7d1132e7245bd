import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

interface Said {
  text: string
  action?: { label: string; run: () => void }
}

const said = signal<(Said & { no: number }) | null>(null)
let count = 0

/** Says a thing at the foot of the screen for eight seconds, with at most one way to act on it. */
export function say(text: string, action?: Said['action']): void {
  count += 1
  said.value = action ? { text, action, no: count } : { text, no: count }
}

/** Takes away what was said. */
export function hush(): void {
  said.value = null
}

const SECONDS = 8

/** The place where things are said; it waits while a finger or the focus rests on it. */
export function Snackbar() {
  const current = said.value
  const held = useRef(false)
  useEffect(() => {
    if (!current) return
    let left = SECONDS
    const timer = setInterval(() => {
      if (held.current) return
      left -= 1
      if (left <= 0) hush()
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
          onPointerEnter={hold(true)}
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
                hush()
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
