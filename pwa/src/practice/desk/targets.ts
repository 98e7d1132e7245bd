// Targets of a practice, and how far they are.
import type { Wire } from '../../api/wire'
import { weekStart } from '../../i18n/dates'
import { completedOf, entryOf, figuresOf, groupOf, type Span, turnsOf, within } from './figures'
import type { Session } from './fixtures'
import type { Acts } from './practice-state'

type Target = Wire['Target']
/** What is asked to be set, with what stood there as far as was seen. */
export type Wished = Omit<Target, 'id' | 'number' | 'unit' | 'team'> &
  Partial<Pick<Target, 'unit' | 'team'>> & { saw: object | null }

const PER_MILLE = 1000

/** Sets a target, unless one that was not seen stands there; null then. */
export function withTarget(targets: readonly Target[], wished: Wished): Target[] | null {
  const { saw, unit = null, team = null, ...aim } = wished
  const others = targets.filter((one) => keyOf(one) !== keyOf({ ...wished, unit, team }))
  if (others.length < targets.length && saw === null) return null
  const { goal = null, share = null, denominator = null } = aim
  const number =
    goal ?? (share && denominator ? Math.ceil((share * denominator) / PER_MILLE) : null)
  const made: Target = {
    id: `practice-target-${keyOf({ ...wished, unit, team })}`,
    ...{ unit, team, measure: aim.measure, of: aim.of, from: aim.from, to: aim.to },
    ...{ number, goal, share, denominator },
    denominator_name: aim.denominator_name ?? null,
    note: aim.note ?? null,
  }
  return [...others, made]
}

const keyOf = ({ unit, team, measure, of, from, to }: Omit<Wished, 'saw'>): string =>
  [unit ?? team, measure, of, from, to].join(' ')

/** The targets of a unit or a team: those in force today, and the others. */
export function progressOf(
  { targets }: Pick<Acts, 'targets'>,
  place: { id: string; name: string },
  sessions: Session[],
  today: string,
): Wire['Progress'] {
  const all = targets
    .filter(({ unit, team }) => (unit ?? team) === place.id)
    .map((target) => rowOf(target, sessions, today))
  const inForce = ({ from, to }: Span) => from <= today && today <= to
  return {
    on: today,
    name: place.name,
    may_set: true,
    rows: all.filter(inForce),
    other: all.filter((row) => !inForce(row)),
  }
}

function rowOf(target: Target, sessions: Session[], today: string): Wire['ProgressRow'] {
  const { measure, of, from, to, number, share, denominator } = target
  const counted = (span: Span) => measured(within(sessions, span), measure, of)
  const plannedIn = (span: Span) => plannedOf(target, span)
  const completed = TURNS.has(measure)
    ? (span: Span) => completedOf(ofGroup(within(sessions, span), of))
    : null
  const towards = completed ?? counted
  const part = (span: Span) => ({ done: towards(span), planned: plannedIn(span) })
  const byNow = min(today, to)
  const done = counted({ from, to })
  const left = number === null ? null : Math.max(0, number - towards({ from, to }))
  const start = max(today, from)
  const days = Math.max(0, daysFrom(start, to) + 1)
  const week = weekStart(today)
  const label = of ? entryOf('service', of) : null
  const inForce = from <= today && today <= to
  return {
    ...{ set_here: target, may_change: true, carried: [] },
    ...{ measure, of, from, to, number, share, denominator, done, left, days_left: days },
    label_vi: label?.label ?? null,
    label_en: label?.label_en ?? null,
    today: inForce ? part({ from: today, to: today }) : null,
    week: inForce ? part({ from: max(week, from), to: byNow }) : null,
    completed: completed?.({ from, to }) ?? null,
    planned: byNow < from ? 0 : plannedIn({ from, to: byNow }),
    per_day: left === null || days === 0 ? null : Math.ceil(left / days),
  }
}

const TURNS = new Set(['turns', 'completed'])

/** What of a target falls on some of its days, evenly. */
export function plannedOf({ number, from, to }: Target, span: Span): number | null {
  if (number === null) return null
  const days = daysFrom(max(span.from, from), min(span.to, to)) + 1
  return days <= 0 ? 0 : Math.round((number * days) / (daysFrom(from, to) + 1))
}

const max = (one: string, other: string) => (one > other ? one : other)
const min = (one: string, other: string) => (one < other ? one : other)

function measured(sessions: Session[], measure: string, of: string): number {
  if (measure === 'turns') return turnsOf(ofGroup(sessions, of))
  if (measure === 'completed') return completedOf(ofGroup(sessions, of))
  const figures = figuresOf(sessions)
  return figures[measure as keyof typeof figures] ?? 0
}

/** The lines of a group of services; all where none is named. */
const ofGroup = (sessions: Session[], group: string): Session[] =>
  group === ''
    ? sessions
    : sessions.map((one) => ({
        ...one,
        services: one.services.filter(({ code }) => groupOf(code) === group),
      }))

/** What falls on some days of the shortest target of each measure; null where there is none. */
export function planOf(targets: Target[], place: string, span: Span): Wire['Plan'] | null {
  const ours = targets.filter(
    ({ unit, team, of, from, to }) =>
      (unit ?? team) === place && of === '' && from <= span.from && to >= span.to,
  )
  if (ours.length === 0) return null
  const of = (measure: string) => {
    const fit = ours.filter((one) => one.measure === measure)
    const [shortest] = fit.sort((a, b) => daysFrom(a.from, a.to) - daysFrom(b.from, b.to))
    return shortest ? plannedOf(shortest, span) : null
  }
  return {
    people: of('people'),
    turns: of('turns'),
    completed: of('completed'),
    volunteers: of('volunteers'),
    sessions: of('sessions'),
  }
}

/** How many days later the second day is. */
const daysFrom = (one: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000)
