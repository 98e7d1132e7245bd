// What sessions add up to, as the server counts it.
import type { Wire } from '../../api/wire'
import { lists } from './catalogue'
import { named, type Session, SILENT, TEAMS, UNIT, UNSENT } from './fixtures'

const COMPLETED = 'XONG'

const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0)
const linesOf = (sessions: Session[]) => sessions.flatMap(({ services }) => services)
const peopleOf = (lines: Wire['Done'][]) => sum(lines.map(({ people }) => people))

const counts = (outcome: string): boolean =>
  lists.outcome.some((one) => one.code === outcome && one.counts)

/** Turns of help, those of them that ended well, and the members that were out, once a day and team. */
export const turnsOf = (sessions: Session[]): number =>
  peopleOf(linesOf(sessions).filter(({ outcome }) => counts(outcome)))
export const completedOf = (sessions: Session[]): number =>
  peopleOf(linesOf(sessions).filter(({ outcome }) => outcome === COMPLETED))
const volunteersOf = (sessions: Session[]): number =>
  new Set(sessions.map(({ day, team, author }) => `${day} ${team.id} ${author.id}`)).size

export const figuresOf = (sessions: Session[]): Wire['Figures'] => ({
  people: sum(sessions.map(({ people }) => people)),
  turns: turnsOf(sessions),
  volunteers: volunteersOf(sessions),
  sessions: sessions.length,
})

export function totalsOf(sessions: Session[]): Wire['Totals'] {
  const { people, turns, volunteers: union } = figuresOf(sessions)
  return {
    ...{ sessions: sessions.length, people, turns, completed: completedOf(sessions) },
    volunteer_turns: { union, police: 0, partner: 0, other: 0, all: union },
  }
}

export interface Span {
  from: string
  to: string
}

export const within = (sessions: Session[], { from, to }: Span): Session[] =>
  sessions.filter(({ day }) => day >= from && day <= to)

type List = 'service' | 'outcome' | 'reason' | 'place_kind' | 'age_band'

/** An entry of a list with its labels. */
export function entryOf(list: List, code: string) {
  const found = lists[list].find((one) => one.code === code)
  return { key: code, label: found?.label_vi ?? code, label_en: found?.label_en ?? code }
}

export const groupOf = (service: string): string =>
  lists.service.find(({ code }) => code === service)?.group ?? ''

/** By which codes the lines of sessions are told apart. */
const LINES: Readonly<Record<string, (line: Wire['Done']) => string[]>> = {
  group: ({ code }) => [groupOf(code)],
  service: ({ code }) => [code],
  outcome: ({ outcome }) => [outcome],
  reason: ({ reasons }) => reasons,
}
/** By which code whole sessions are. */
const WHOLE: Readonly<Record<string, (session: Session) => string>> = {
  team: ({ team }) => team.id,
  day: ({ day }) => day,
  month: ({ day }) => day.slice(0, 7),
  place_kind: ({ place_kind }) => place_kind,
  age_band: ({ age_band }) => age_band,
}
const LISTS: Readonly<Record<string, List>> = {
  ...{ group: 'service', service: 'service', outcome: 'outcome', reason: 'reason' },
  ...{ place_kind: 'place_kind', age_band: 'age_band' },
}

/** The lines of sessions by code: each session keeps those of its lines that fit. */
export function byLine(sessions: Session[], by: string): Map<string, Session[]> {
  const found = new Map<string, Session[]>()
  const codesOf = LINES[by] ?? (() => [])
  for (const session of sessions) {
    for (const code of new Set(session.services.flatMap(codesOf))) {
      const services = session.services.filter((line) => codesOf(line).includes(code))
      found.set(code, [...(found.get(code) ?? []), { ...session, services }])
    }
  }
  return found
}

/** A row for each part, in the order of its key; of the commune its own teams are the only part. */
export function rowsBy(sessions: Session[], by: string): Wire['TallyRow'][] {
  if (by === 'unit') return [{ ...plain(UNIT.id, UNIT.name, 'own'), totals: totalsOf(sessions) }]
  if (by === 'team') return TEAMS.map((team) => teamRow(team, sessions))
  const list = LISTS[by]
  const label = (code: string) =>
    list ? { ...plain(code, '', by), ...entryOf(list, code) } : plain(code, code, by)
  if (by in LINES)
    return sorted(byLine(sessions, by)).map(([code, some]) => ({
      ...label(code),
      totals: { ...totalsOf(some), people: peopleOf(linesOf(some)), volunteer_turns: null },
    }))
  return sorted(bySession(sessions, by)).map(([code, some]) => ({
    ...label(code),
    totals: totalsOf(some),
  }))
}

function bySession(sessions: Session[], by: string): Map<string, Session[]> {
  const codeOf = WHOLE[by] ?? (() => '')
  const found = new Map<string, Session[]>()
  for (const one of sessions) found.set(codeOf(one), [...(found.get(codeOf(one)) ?? []), one])
  return found
}

const sorted = <T>(found: Map<string, T>): [string, T][] =>
  [...found].sort(([a], [b]) => (a < b ? -1 : 1))

const plain = (key: string, label: string, kind: string) => ({ key, label, kind, plan: null })

export const sessionsOfTeam = (sessions: Session[], team: string): Session[] =>
  sessions.filter((one) => one.team.id === team)

function teamRow(team: (typeof TEAMS)[number], sessions: Session[]): Wire['TallyRow'] {
  return {
    ...plain(team.id, team.name, 'team'),
    totals: totalsOf(sessionsOfTeam(sessions, team.id)),
    unsent_at_least: team === SILENT ? UNSENT : 0,
  }
}

/** In how many sessions each of a team took part, and on how many days. */
export function membersAtWork(sessions: Session[]): Wire['MemberAtWork'][] {
  const people = new Map(sessions.map(({ author }) => [author.id, author]))
  return [...people.values()].map((member) => {
    const own = sessions.filter(({ author }) => author.id === member.id)
    return {
      ...named(member),
      sessions: own.length,
      days: new Set(own.map(({ day }) => day)).size,
    }
  })
}
