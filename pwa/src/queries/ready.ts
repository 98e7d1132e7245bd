import { CHECKS, type Check, type Checked, firstFailed } from '../store/checks'
import { status } from './status'

export type { Check, Checked }
export { CHECKS }

/** What was found when this phone was last looked at; null before. */
export const ready = (): Checked | null => status.value.ready

/** The first thing that is missing; undefined while that is not known. */
export const failedCheck = (): Check | null | undefined => {
  const checked = ready()
  return checked ? firstFailed(checked) : undefined
}
