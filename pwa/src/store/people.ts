import type { Enrolment } from '../rules/types'
import { db } from './database'
import { getSetting } from './settings'

/** Who may act on this phone: as the server says, else as joining said. */
export async function readEnrolments(): Promise<Enrolment[]> {
  const device = await getSetting('device')
  const row = device ? await db.base.get(device) : undefined
  const joined = (await getSetting('enrolments')) ?? []
  if (!row) return joined
  const told = (row.f.enrolments ?? []) as Enrolment[]
  // A person who joined a moment ago may not stand in the row yet.
  const later = joined.filter((mine) => !told.some((theirs) => isSamePerson(mine, theirs)))
  return [...told, ...later]
}

export type Membership = Pick<Enrolment, 'member' | 'team'>

export function isSamePerson(a: Membership, b: Membership): boolean {
  return a.member === b.member && a.team === b.team
}

/** Whose name stands under what is recorded now. Without a channel that person may not act. */
export interface Author {
  member: string
  member_name?: string
  team: string
  role: Enrolment['role']
  channel: string | null
  merged?: string[]
}

/** The chosen one, whether able or not; the first who may act only while nobody is chosen. */
export async function currentAuthor(enrolments?: Enrolment[]): Promise<Author | null> {
  const chosen = await getSetting('person')
  const able = await currentPerson(enrolments)
  return able ?? (chosen ? { ...chosen, role: 'volunteer', channel: null } : null)
}

/** Whether what is recorded under this name is sent. */
export const mayAct = ({ state }: { state: string }): boolean =>
  ['approved', 'pending'].includes(state)

/**
 * The person in charge now; null if the chosen one may not act. Never another in their place, but
 * whoever was put into another team goes on there. PROTOCOL 3.6
 */
export async function currentPerson(enrolments?: Enrolment[]): Promise<Enrolment | null> {
  const chosen = await getSetting('person')
  const all = enrolments ?? (await readEnrolments())
  const able = all.filter(mayAct)
  if (!chosen) return able[0] ?? null
  const ended = all.some((one) => isSamePerson(one, chosen) && one.state === 'ended')
  const goesOn = ended ? able.filter((one) => one.member === chosen.member) : []
  return able.find((one) => isSamePerson(one, chosen)) ?? goesOn[goesOn.length - 1] ?? null
}
