import {
  CHECKS,
  type Check,
  type Checked,
  firstFailed,
  isClockRight,
  stillOff,
} from '../store/checks'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'
import { status } from './status'

export type { Check, Checked }
export { CHECKS, isClockRight }

/** What was found when this phone was last looked at; null before. */
export const ready = (): Checked | null => status.value.ready

/** The first thing that is missing; undefined while that is not known. */
export const failedCheck = (): Check | null | undefined => {
  const checked = ready()
  return checked ? firstFailed(checked) : undefined
}

/** What was known of this phone before this page has looked: the last look, and the server's clock. */
export interface KnownReady {
  checked: Checked | null
  /** By how many seconds this phone's clock is ahead of the server's, when that last answered. */
  clockOff: number
  /** The day for which the person put off what is missing. */
  putOff: string | null
}

export function knownReady(): Live<KnownReady> {
  return live('knownReady', async () => ({
    checked: (await getSetting('checked')) ?? null,
    clockOff: stillOff(
      (await getSetting('clockOff')) ?? 0,
      await getSetting('serverNow'),
      Date.now(),
    ),
    putOff: (await getSetting('readyPutOff')) ?? null,
  }))
}

/** What is missing but for the clock, which is told by itself; null when that is all there. */
export const lacking = (checked: Checked | null): Check | null =>
  checked && firstFailed({ ...checked, clock: null })
