import { PRACTICE } from '../practice'
import { type EarlyScreen, KEY } from './early-screen'

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
