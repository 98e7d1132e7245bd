import type { Enrolment } from '../rules/types'
import type { Pin } from './settings'

/** Whether a PIN still holds: not once a lead has taken it away since it was set. */
export function isPinValid(pin: Pin | undefined, member: string, enrolments: Enrolment[]): boolean {
  if (!pin) return false
  return !enrolments.some(
    (one) => one.member === member && (one.pin_resets ?? 0) > (pin.resets[one.team] ?? 0),
  )
}
