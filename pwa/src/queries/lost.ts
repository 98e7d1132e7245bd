import { getMeta } from '../local/meta'
import { type Live, live } from './live'

/** What this phone held unsent, and when, if the browser has thrown its data away since. */
export function lost(): Live<{ unsent: number; at: string } | null> {
  return live('lost', async () => (await getMeta('lost')) ?? null)
}
