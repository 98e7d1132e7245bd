/** What a phone needs before it is carried where no network is, the first to be mended first. */
export const CHECKS = ['installed', 'kept', 'survives', 'room', 'clock', 'shell', 'lists'] as const
export type Check = (typeof CHECKS)[number]
/** Null: not known, as on a browser that does not say; that holds nobody up. */
export type Checked = Record<Check, boolean | null> & {
  /** Whether codes can be read with no network. It is shown and holds nobody up: a parcel comes as a
   * file too. */
  scanner?: boolean | null
}

/** The first thing that is missing; null when the phone is ready. */
export const firstFailed = (checked: Checked): Check | null =>
  CHECKS.find((name) => checked[name] === false) ?? null

const CLOCK_SECONDS = 5 * 60

/**
 * By how many seconds the clock is ahead, of what was noted as the server last answered: by none where it
 * has been set back since, for then it would be earlier now than it was.
 */
export const stillOff = (clockOff: number, serverNow: string | undefined, now: number): number =>
  now - (clockOff - CLOCK_SECONDS) * 1000 < Date.parse(serverNow ?? '') ? 0 : clockOff

/** Whether a clock that is off by so many seconds is right enough. */
export const isClockRight = (clockOff: number): boolean => Math.abs(clockOff) < CLOCK_SECONDS
