import { signal } from '@preact/signals'

/** Whether the screen that this page opened with is drawn. What it does not show waits until then. */
export const isDrawn = signal(false)

/** Whether the first screen has a line above its tiles. */
export const hasNotice = signal(false)

/** What /boot.js has painted of the last visit, until the app's own screen takes its place. */
interface Early {
  /** Who held the phone then: `member/team`. */
  holder: string
  screen: HTMLElement
  /** Shows the app. `carryOut`: what was tapped meanwhile is tapped there, once. */
  leave(carryOut: boolean): void
}

const early = () => (globalThis as { tungNgoEarly?: Early }).tungNgoEarly

/** Codes of the tiles that stand there, in order; null where nothing was painted. */
export function earlyTiles(): string[] | null {
  const tiles = early()?.screen.querySelectorAll<HTMLElement>('[data-service]')
  return tiles ? [...tiles].map((tile) => tile.dataset.service ?? '') : null
}

/** Whether a line had its room there. */
export const hadNotice = (): boolean => Boolean(early()?.screen.querySelector('.notice'))

/** The app's screen is drawn. What was tapped before counts for `holder` alone; null: for nobody. */
export function leaveEarly(holder: string | null): void {
  isDrawn.value = true
  const painted = early()
  painted?.leave(painted.holder === holder)
}
