import { db } from '../store/database'
import type { CarriedBundle as CarriedView } from '../store/rows'
import { type Live, live } from './live'

export type { CarriedView }

/** What this phone carries for others, the latest first; those delivered too, for a while. */
export function carried(): Live<CarriedView[]> {
  return live('carried', async () =>
    (await db.carried.toArray()).sort((one, other) => (one.at < other.at ? 1 : -1)),
  )
}
