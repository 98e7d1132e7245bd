import { useEffect, useState } from 'preact/hooks'

const ROOM = '(min-width: 48rem)'

/** Whether a table with several columns has room; so it is where nobody can tell. */
export function useWide(): boolean {
  const asked = typeof matchMedia === 'function' ? matchMedia(ROOM) : null
  const [wide, setWide] = useState(asked?.matches ?? true)
  useEffect(() => {
    const look = () => setWide(asked?.matches ?? true)
    asked?.addEventListener('change', look)
    return () => asked?.removeEventListener('change', look)
  }, [])
  return wide
}
