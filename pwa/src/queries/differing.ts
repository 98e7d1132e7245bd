import { getSetting } from '../store/settings'
import { type Live, live } from './live'

/** Whether what this phone shows is not what the server has, although it was fetched anew. */
export function isDiffering(): Live<boolean> {
  return live('differs', async () => ((await getSetting('differing')) ?? []).length > 0)
}
