import { getMeta, type MetaValues } from '../store/settings'
import { type Live, live } from './live'

/** What this phone held unsent, and when, if the browser has thrown its data away since. */
export function lost(): Live<MetaValues['lost']> {
  return live('lost', async () => (await getMeta('lost')) ?? null)
}
