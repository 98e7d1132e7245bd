import { useRef, useState } from 'preact/hooks'

interface Once {
  busy: boolean
  once: (work: () => Promise<unknown>) => Promise<void>
}

/**
 * One piece of work at a time: what is asked while it runs, as by a second tap on "Lưu", is dropped.
 * `busy` is for the button; a tap that comes before the button is drawn anew is held off all the same.
 */
export function useOnce(): Once {
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const once = async (work: () => Promise<unknown>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      await work()
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return { busy, once }
}
