import { db } from '../local/database'
import { holdDays, readAround } from '../local/reading'
import { turnsOf } from '../rules/contribution'
import { readOutcomesCounting } from './catalogue'
import { countedIn, figuresOf } from './figures'
import { type Live, live } from './live'
import { viewOf } from './session-view'
import type { Figures, SessionView } from './types'

const UNION = 'DOAN'

export interface ServiceDone {
  people: number
  turns: number
}

/** The figures of a range of days; `present` is never added to the others. */
export interface Done extends Figures {
  /** By service code. */
  services: ReadonlyMap<string, ServiceDone>
  /** Own: days with something done. The team's: turns of Youth Union members, once a day each. */
  present: number
}

export interface Numbers {
  mine: Done
  team: Done
  /** The part of `mine` that the server has not got yet. */
  unsent: Figures
  /** Own work that the server does not count until the phone is approved. */
  awaiting: Figures
}

interface Person {
  member: string
  team: string
}

/** Own and the team's figures of the days from..to, worked out on the phone from its own rows. */
export function numbers(from: string, to: string): Live<Numbers> {
  return live(`numbers ${from} ${to}`, async () => {
    const around = await readAround()
    const [held, members, counting] = await Promise.all([
      holdDays(from, to, around),
      db.base.where('kind').equals('member').toArray(),
      readOutcomesCounting(),
    ])
    const sessions = held.flatMap((one) => viewOf(one, around) ?? [])
    const union = new Set(
      members.filter(({ f }) => f.affiliation === UNION).map(({ f }) => String(f.member)),
    )
    return numbersOf(sessions, around.person, counting, union)
  })
}

/** What these sessions add up to for a person and the person's team; `union` are its members. */
export function numbersOf(
  sessions: SessionView[],
  person: Person | null,
  counting: ReadonlySet<string>,
  union: ReadonlySet<string>,
): Numbers {
  const live = sessions.filter((session) => session.status !== 'void')
  const ofTeam = live.filter(({ team }) => !team || !person || team === person.team)
  const { mine, unsent, awaiting } = figuresOf(live, [], counting)
  const own = live.filter((session) => countedIn(session).includes('mine'))
  const counted = ofTeam.filter((session) => countedIn(session).includes('team'))
  const me = person?.member ?? ''
  const present = new Set<string>()
  for (const { day, author, companions } of counted) {
    for (const member of [author ?? me, ...companions]) present.add(`${day} ${member}`)
  }
  const keys = [...present].map((key) => key.slice('YYYY-MM-DD '.length))
  const days = new Set(
    [...own, ...counted]
      .filter((one) => one.mine || one.companions.includes(me))
      .map((one) => one.day),
  )
  return {
    mine: { ...mine, services: byService(own, counting), present: days.size },
    team: {
      ...figuresOf(ofTeam, [], counting).team,
      services: byService(counted, counting),
      present: keys.filter((member) => union.has(member)).length,
    },
    unsent,
    awaiting,
  }
}

function byService(
  sessions: SessionView[],
  counting: ReadonlySet<string>,
): ReadonlyMap<string, ServiceDone> {
  const found = new Map<string, ServiceDone>()
  for (const service of sessions.flatMap((session) => session.services)) {
    const done = found.get(service.code) ?? { people: 0, turns: 0 }
    const turns = done.turns + turnsOf(service, counting)
    found.set(service.code, { people: done.people + service.people, turns })
  }
  return found
}
