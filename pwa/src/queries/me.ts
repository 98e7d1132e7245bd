import type { Enrolment, Team } from '../rules/types'
import { db } from '../store/database'
import { currentPerson, readEnrolments } from '../store/people'
import { isPinValid } from '../store/pin-validity'
import { getSetting, type Settings } from '../store/settings'
import { type Live, live } from './live'
import { status } from './status'
import type { Me, Person } from './types'

/** Who this phone belongs to. */
export function me(): Live<Me> {
  return live('me', readMe)
}

/**
 * Whether the screen is locked: the person in charge has a PIN that was not typed on this page.
 * `unknown` until the store has said who that is; a store that cannot be read locks nothing.
 */
export function screenLock(): 'open' | 'locked' | 'unknown' {
  const person = me().value
  const { unlocked, storageProblem } = status.value
  if (!person) return storageProblem ? 'open' : 'unknown'
  const who = person.current
  return who?.hasPin && unlocked !== who.member ? 'locked' : 'open'
}

/** Who this phone belongs to, read once. */
export async function readMe(): Promise<Me> {
  // One transaction: each of its own would cost a slow phone more than what it reads.
  return await db.transaction('r', db.base, db.meta, async () => {
    const [enrolments, standing, device, chosen, pins, language, installDismissedAt] =
      await Promise.all([
        readEnrolments(),
        getSetting('standing'),
        getSetting('device'),
        getSetting('person'),
        getSetting('pins'),
        getSetting('language'),
        getSetting('installDismissedAt'),
      ])
    const who = (await currentPerson(enrolments)) ?? chosen
    const people = await Promise.all(
      enrolments.map(async (one) => ({
        ...(await personOf(one)),
        hasPin: isPinValid(pins?.[one.member], one.member, enrolments),
      })),
    )
    const current =
      people.find((one) => one.member === who?.member && one.team === who.team) ?? null
    return {
      state: stateOf(standing, current),
      people,
      current,
      device: device ?? null,
      language: language ?? 'vi',
      installDismissedAt: installDismissedAt ?? null,
    }
  })
}

function stateOf(standing: Settings['standing'] | undefined, current: Person | null): Me['state'] {
  if (!standing) return 'unjoined'
  if (standing !== 'welcome') return standing
  if (!current) return 'unjoined'
  const { state } = current
  return state === 'approved' ? 'joined' : state === 'pending' ? 'waiting' : state
}

async function personOf(enrolment: Enrolment): Promise<Omit<Person, 'hasPin'>> {
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
    otherPhone: enrolment.other_phone ?? null,
  }
}
