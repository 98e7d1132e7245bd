import { db } from '../local/database'
import { getMeta, type MetaValues } from '../local/meta'
import { currentPerson, readEnrolments } from '../local/people'
import type { Enrolment, Team } from '../rules/types'
import { type Live, live } from './live'
import type { Me, Person } from './types'

/** Who this phone belongs to. */
export function me(): Live<Me> {
  return live('me', readMe)
}

/** The same, read once. */
export async function readMe(): Promise<Me> {
  const enrolments = await readEnrolments()
  const who = (await currentPerson()) ?? (await getMeta('person'))
  const people = await Promise.all(enrolments.map(personOf))
  const current = people.find((one) => one.member === who?.member && one.team === who.team) ?? null
  return {
    state: stateOf(await getMeta('standing'), current),
    people,
    current,
    device: (await getMeta('device')) ?? null,
    language: (await getMeta('language')) ?? 'vi',
    installDismissedAt: (await getMeta('installDismissedAt')) ?? null,
  }
}

const STATES = {
  approved: 'joined',
  pending: 'waiting',
  refused: 'refused',
  ended: 'ended',
} as const

function stateOf(
  standing: MetaValues['standing'] | undefined,
  current: Person | null,
): Me['state'] {
  if (!standing) return 'unjoined'
  if (standing !== 'welcome') return standing
  if (!current) return 'unjoined'
  return STATES[current.state]
}

async function personOf(enrolment: Enrolment): Promise<Person> {
  const team = (await db.base.get(enrolment.team))?.f as Partial<Team> | undefined
  return {
    member: enrolment.member,
    name: enrolment.member_name,
    team: enrolment.team,
    teamName: team?.name ?? enrolment.team_name,
    unitName: team?.unit_name ?? null,
    role: enrolment.role,
    channel: enrolment.channel,
    state: enrolment.state,
    phrase: enrolment.phrase,
  }
}
