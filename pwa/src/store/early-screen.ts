import { PRACTICE } from '../practice'

export const KEY = 'tungngo.early'

/** What /boot.js paints at the next start, before the program has read this phone. */
export interface EarlyScreen {
  /** For whom: `member/team`. */
  holder: string
  lang: string
  /** The only day on which it holds; null where it holds until something changes. */
  day: string | null
  html: string
}

/** That there was one stays known: what a first visit is shown would say that nobody has joined here. */
export function forgetEarlyScreen(): void {
  if (PRACTICE) return
  try {
    localStorage[KEY] = 'null'
  } catch {
    // see keep-early-screen.ts
  }
}
