import { turnsOf } from '../rules/kinds/help_session'
import { type CountingRules, countedIn, figuresOf } from './figures'
import type { AffiliationOn } from './memberships'
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
  /** Turns of people of whom this phone cannot know whether they belong to the Youth Union. */
  unclear: number
}

/** What some sessions add up to, for a person and the person's team. */
export interface Sums {
  mine: Done
  team: Done
  /** Own work that the server does not count until the phone is approved. */
  awaiting: Figures
  /** The sessions in which the person took part, each once. */
  attended: SessionView[]
}

/** What these sessions add up to for a person and the person's team. */
export function numbersOf(
  sessions: SessionView[],
  me: string,
  rules: CountingRules,
  affiliationOn: AffiliationOn,
): Sums {
  const { mine, team, awaiting } = figuresOf(sessions, [], rules)
  const countedAs = (figure: 'mine' | 'team') =>
    sessions.filter((session) => countedIn(session, rules).includes(figure))
  const own = countedAs('mine')
  const counted = countedAs('team')
  const { counting, merged } = rules
  const people = (one: SessionView) =>
    [one.author ?? me, ...one.companions].map((member) => merged.get(member) ?? member)
  const attended = [...new Set([...own, ...counted])].filter((one) => people(one).includes(me))
  const days = new Set(attended.map((one) => one.day))
  return {
    mine: { ...mine, services: byService(own, counting), present: days.size, unclear: 0 },
    team: {
      ...team,
      services: byService(counted, counting),
      ...presence(counted, people, affiliationOn),
    },
    awaiting,
    attended,
  }
}

/** Each member once a day, whatever they did. */
function presence(
  counted: SessionView[],
  people: (one: SessionView) => string[],
  affiliationOn: AffiliationOn,
): Pick<Done, 'present' | 'unclear'> {
  const there = new Map(
    counted.flatMap((one) =>
      people(one).map((member) => [`${one.day} ${member}`, { day: one.day, member }] as const),
    ),
  )
  const forces = [...there.values()].map(({ day, member }) => affiliationOn(member, day))
  return {
    present: forces.filter((force) => force === UNION).length,
    unclear: forces.filter((force) => force === null).length,
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
