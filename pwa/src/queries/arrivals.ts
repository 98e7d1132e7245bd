import type { Arrival } from '../rules/types'
import { arrivalKey } from '../store/arrival-key'
import { currentPerson } from '../store/people'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'

export interface Arrivals {
  /** Phones that wait to be let in. */
  waiting: Arrival[]
  /** Second phones that came in by a code, of which nobody has read on this phone. */
  came: Arrival[]
  /** How much waits to be settled. */
  reviews: number
}

/** What the server last said of what waits in the team that the current person leads; null for others. */
export function arrivals(): Live<Arrivals | null> {
  return live('arrivals', async () => {
    const person = await currentPerson()
    if (person?.role !== 'lead' || person.state !== 'approved') return null
    const told = (await getSetting('arrivals')) ?? []
    const read = (await getSetting('knownPhones')) ?? []
    const ours = told.filter((one) => one.team === person.team)
    return {
      waiting: ours.filter((one) => one.state === 'pending'),
      came: ours.filter((one) => one.state === 'approved' && !read.includes(arrivalKey(one))),
      reviews: (await getSetting('reviews'))?.[person.team] ?? 0,
    }
  })
}
