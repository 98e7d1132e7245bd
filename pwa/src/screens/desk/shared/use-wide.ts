import { useEffect, useState } from 'preact/hooks'

/** Whether a table with several columns has room; so it is where nobody can tell. */
export const useWide = (): boolean => useRoom('(min-width: 48rem)')

/** Whether the tabs stand beside the page (desk.css) and not below it. */
export const useSidebar = (): boolean => useRoom('(min-width: 60rem)')

function useRoom(room: string): boolean {
  const asked = typeof matchMedia === 'function' ? matchMedia(room) : null
  const [wide, setWide] = useState(asked?.matches ?? true)
  useEffect(() => {
    const look = () => setWide(asked?.matches ?? true)
    asked?.addEventListener('change', look)
    return () => asked?.removeEventListener('change', look)
  }, [])
  return wide
}
