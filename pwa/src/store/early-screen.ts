import { PRACTICE } from '../practice'

const KEY = 'tungngo.early'

/** What /boot.js paints at the next start, before the program has read this phone. */
export interface EarlyScreen {
  /** For whom: `member/team`. */
  holder: string
  lang: string
  /** The only day on which it holds; null where it holds until something changes. */
  day: string | null
  html: string
}

/** The files of another version draw other tiles: what was kept is painted by none but these. */
const program = () => document.querySelector<HTMLScriptElement>('script[type=module]')?.src

/** Outside the database, which takes longer to open than this takes to paint. */
export function keepEarlyScreen(screen: EarlyScreen): void {
  if (PRACTICE) return
  try {
    localStorage.setItem(KEY, JSON.stringify({ program: program(), ...screen }))
  } catch {
    // a browser that refuses this storage, or has no room, starts without it
  }
}

export function forgetEarlyScreen(): void {
  if (PRACTICE) return
  try {
    localStorage.removeItem(KEY)
  } catch {
    // see keepEarlyScreen()
  }
}
