import type { Activity } from '../rules/types'
import { db } from '../store/database'
import { type Live, live } from './live'

export type { Activity } from '../rules/types'

/** Kinds on whose days teams help, so that their sessions belong to it (server/activities/kinds.py). */
export const HELPING: ReadonlySet<string> = new Set(['ra_quan', 'ngay_hoi'])

/** What this phone's teams and units hold, the earliest first; from two weeks before today on. */
export function activities(): Live<Activity[]> {
  return live('activities', async () => {
    const rows = await db.base.where('kind').equals('activity').toArray()
    const all = rows.map(({ id, f }) => ({ ...(f as unknown as Activity), id }))
    return all.sort((one, other) => (startOf(one) < startOf(other) ? -1 : 1))
  })
}

const startOf = ({ first, slots }: Activity): string => first + slots[0]?.start

/** Whether this phone has been told of any activity or paper. */
export function isInvited(): Live<boolean> {
  return live('invited', async () =>
    Boolean(await db.base.where('kind').anyOf('activity', 'document').first()),
  )
}

/** On which day from this one on it goes on, and when on that day its first part begins; null once it is
 * over. */
export function nextOf(
  { first, last, slots }: Activity,
  day: string,
): { day: string; start: string | null } | null {
  const slot = slots.find((one) => one.day >= day)
  if (slot) return slot
  if (slots.length > 0 || last < day) return null
  return { day: first > day ? first : day, start: null }
}
