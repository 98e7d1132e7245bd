import { begunForms } from '../../store/desk/forms'
import { type Live, live } from '../live'

export { deskFormKey } from '../../store/desk/forms'

/** The forms that an account has begun at the desk on this device and neither handed in nor put away. */
export function openForms(account: string): Live<ReadonlySet<string>> {
  return live(`begun ${account}`, async () => new Set(await begunForms(account)))
}
