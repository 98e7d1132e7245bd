import { getSetting, type Settings } from '../store/settings'
import { type Live, live } from './live'

/** What this phone held unsent, and when, if the browser has thrown its data away since. */
export function dataLoss(): Live<Settings['lost']> {
  return live('lost', async () => (await getSetting('lost')) ?? null)
}
