// What somebody has done in this practice. It lasts as long as the window's practice does.
import type { Wire } from '../../api/wire'
import { monthEnd } from '../../i18n/dates'
import { PRACTICE_ACTS } from '..'
import { named, reviewsOn, type Session, sessionsUntil, UNIT } from './fixtures'

export interface Acts {
  /** Phones that were let in or turned away. */
  decided: string[]
  /** By review what went in; null where it was refused. */
  settled: Record<string, Values | null>
  targets: Wire['Target'][]
  /** Reports as they were closed, by month. */
  closed: Record<string, Wire['Report']>
}

export type Values = Readonly<Record<string, unknown>>

declare const sessionStorage: {
  getItem(name: string): string | null
  setItem(name: string, value: string): void
}

/** What was done so far; of a new practice only a target that is there already. */
export function readActs(today: string): Acts {
  const kept = sessionStorage.getItem(PRACTICE_ACTS)
  if (kept) return JSON.parse(kept) as Acts
  return { decided: [], settled: {}, targets: [firstTarget(today)], closed: {} }
}

export const keepActs = (acts: Acts): void =>
  sessionStorage.setItem(PRACTICE_ACTS, JSON.stringify(acts))

function firstTarget(today: string): Wire['Target'] {
  const month = today.slice(0, 7)
  return {
    id: 'practice-target',
    unit: UNIT.id,
    team: null,
    measure: 'people',
    of: '',
    from: `${month}-01`,
    to: monthEnd(month),
    number: 400,
    goal: 400,
    share: null,
    denominator: null,
    denominator_name: null,
    note: null,
  }
}

/** Everything that counts: what was made up, with what came in by reviews. */
export function sessionsNow({ settled }: Acts, today: string): Session[] {
  const sessions = sessionsUntil(today)
  for (const row of reviewsOn(today)) {
    const values = settled[row.id]
    if (!values) continue
    const there = sessions.find(({ id }) => id === row.record)
    if (there) Object.assign(there, withPeople(there, values))
    else sessions.unshift(sessionOf(row, values))
  }
  return sessions
}

const withPeople = ({ people, services, ver }: Session, values: Values) => {
  const now = Number(values.people ?? people)
  return {
    people: now,
    services: services.map((line) => ({ ...line, people: Math.min(line.people, now) })),
    ver: ver + 1,
  }
}

function sessionOf(row: Wire['ReviewRow'], values: Values): Session {
  const services = Object.entries(values).filter(
    ([name, line]) => name.startsWith('services.') && line,
  )
  const unknown = { id: '', name: '' }
  return {
    id: `${row.id}-session`,
    day: String(values.day),
    start: String(values.start),
    end: (values.end as string | undefined) ?? null,
    team: row.team ? named(row.team as Wire['Named']) : unknown,
    author: row.author ? named(row.author as Wire['Named']) : unknown,
    people: Number(values.people),
    repeats: false,
    services: services.map(([name, line]) => ({
      ...(line as Omit<Wire['Done'], 'code'>),
      code: name.slice('services.'.length),
    })),
    place_kind: String(values.place_kind),
    place_name: null,
    age_band: String(values.age_band),
    note: values.note ? String(values.note) : null,
    status: 'live',
    state: 'counted',
    ver: 1,
    received_at: row.received_at,
  }
}
