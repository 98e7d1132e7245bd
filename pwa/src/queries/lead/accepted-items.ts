import { readAccepted } from '../../store/lead/accepted-items'
import { type Live, live } from '../live'

/** The items that somebody has accepted on this device, of which the server has not answered yet. */
export function acceptedItems(): Live<string[]> {
  return live('accepted', async () => (await readAccepted()).map(({ item }) => item))
}
