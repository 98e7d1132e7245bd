import { db } from '../store/database'
import type { CarriedBundle } from '../store/rows'
import { type Live, live } from './live'

export type CarriedView = Omit<CarriedBundle, 'payload' | 'signature'>

/** What this phone carries for others, the latest first; those delivered too, for a while. */
export function carried(): Live<CarriedView[]> {
  return live('carried', async () => {
    const rows = await db.carried.toArray()
    return rows
      .map(({ payload: _payload, signature: _signature, ...row }) => row)
      .sort((one, other) => (one.at < other.at ? 1 : -1))
  })
}
