import { teamChannel } from '../rules/channel'
import { turnsOf } from '../rules/kinds/help_session'
import { type ReadContext, readContext, viewDays, viewRecords } from '../store/reading'
import { getSetting } from '../store/settings'
import { readOutcomesCounting } from './catalogue'
import { type CountingRules, countedIn, countingRules, figuresOf } from './figures'
import { type Live, live } from './live'
import { type AffiliationOn, affiliationsOf, viewMembers } from './memberships'
import { withRepeats } from './repeat-visits'
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
  /** Turns of people of whom this phone cannot know whether they belong to the Youth Union. */
  unclear: number
}

export interface Numbers {
  mine: Done
  team: Done
  /** False while the team's records come to this phone for the first time. */
  whole: boolean
  /** Sessions of any day that nobody but this phone has, whoever recorded them. */
  onlyHere: number
  /** Own work that the server does not count until the phone is approved. */
  awaiting: Figures
}

/** Own and the team's figures of the days from..to, worked out on the phone from its own rows. */
export function numbers(from: string, to: string): Live<Numbers> {
  return live(`numbers ${from} ${to}`, async () => {
    const context = await readContext()
    const { person } = context
    const [held, members, onlyHere, counting, whole] = await Promise.all([
      viewDays(from, to, context),
      person ? viewMembers(teamChannel(person.team), context) : [],
      countOnlyHere(context),
      readOutcomesCounting(),
      getSetting('complete'),
    ])
    const views = held.flatMap((one) => viewOf(one, context) ?? [])
    const sessions = await withRepeats(views, context)
    const rules = countingRules(context, counting)
    return {
      ...numbersOf(sessions, person?.member ?? '', rules, affiliationsOf(members)),
      onlyHere,
      whole: whole === true,
    }
  })
}

/** Sessions whose create is still in the outbox; one that was voided is no session to miss. */
async function countOnlyHere(context: ReadContext): Promise<number> {
  const made = [...context.outbox.values()].flat().filter((item) => item.op === 'create')
  const sessions = made.filter((item) => item.kind === 'help_session').map((item) => item.record)
  const held = await viewRecords(sessions, context)
  return held.filter(({ row, fields }) => !row && fields?.status !== 'void').length
}

/** What these sessions add up to for a person and the person's team. */
export function numbersOf(
  sessions: SessionView[],
  me: string,
  rules: CountingRules,
  affiliationOn: AffiliationOn,
): Omit<Numbers, 'onlyHere' | 'whole'> {
  const { mine, team, awaiting } = figuresOf(sessions, [], rules)
  const countedAs = (figure: 'mine' | 'team') =>
    sessions.filter((session) => countedIn(session, rules).includes(figure))
  const own = countedAs('mine')
  const counted = countedAs('team')
  const { counting, merged } = rules
  const people = (one: SessionView) =>
    [one.author ?? me, ...one.companions].map((member) => merged.get(member) ?? member)
  const days = new Set(
    [...own, ...counted].filter((one) => people(one).includes(me)).map((one) => one.day),
  )
  return {
    mine: { ...mine, services: byService(own, counting), present: days.size, unclear: 0 },
    team: {
      ...team,
      services: byService(counted, counting),
      ...presence(counted, people, affiliationOn),
    },
    awaiting,
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
