import { db } from '../local/database'
import { getMeta, type MetaValues } from '../local/meta'
import { currentPerson, readEnrolments } from '../local/people'
import type { Enrolment, Team } from '../rules/types'
import { type Live, live } from './live'
import type { Me, Person } from './types'

/** Who this phone belongs to. */
export function me(): Live<Me> {
  return live('me', async () => {
    const enrolments = await readEnrolments()
    const current = await currentPerson()
    const people = await Promise.all(enrolments.map(personOf))
    const at = enrolments.findIndex(
      (one) => one.member === current?.member && one.team === current.team,
    )
    return {
      state: stateOf(await getMeta('standing'), current),
      people,
      current: people[at] ?? null,
      device: (await getMeta('device')) ?? null,
      language: (await getMeta('language')) ?? 'vi',
      installDismissedAt: (await getMeta('installDismissedAt')) ?? null,
    }
  })
}

function stateOf(
  standing: MetaValues['standing'] | undefined,
  current: Enrolment | null,
): Me['state'] {
  if (!standing) return 'unjoined'
  if (standing !== 'welcome') return standing
  if (!current) return 'unjoined'
  return current.state === 'approved' ? 'joined' : 'waiting'
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
