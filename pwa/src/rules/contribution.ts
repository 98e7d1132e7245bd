// What a record adds to the tallies (PROTOCOL 5.5): the twin of sync/contribution.py. The three
// figures that come of it are never added up.
import { servicesOf } from './kinds/help_session'
import type { Row } from './types'

export interface SessionCount {
  team: string
  day: string
  age_band: string
  place_kind: string
  sessions: number
  people: number
}

export interface TurnCount {
  team: string
  day: string
  service: string
  outcome: string
  age_band: string
  place_kind: string
  people: number
  turns: number
}

export interface ReasonCount {
  team: string
  day: string
  service: string
  outcome: string
  reason: string
  people: number
}

export interface Presence {
  team: string
  day: string
  member: string
  affiliation: string
}

export interface Contribution {
  sessions: SessionCount[]
  turns: TurnCount[]
  /** Who has two reasons stands under both: these do not add up. */
  reasons: ReasonCount[]
  presence: Presence[]
}

const UNKNOWN_AFFILIATION = 'KHAC'

/** The turns of help that one service of a session adds. */
export function turnsOf(
  { people, outcome }: { people: number; outcome: string },
  outcomesCounting: ReadonlySet<string>,
): number {
  return outcomesCounting.has(outcome) ? people : 0
}

/** What a row adds. Only sessions in state `counted` add anything. */
export function contribution(
  row: Pick<Row, 'kind' | 'state' | 'f'>,
  outcomesCounting: ReadonlySet<string>,
  affiliations: ReadonlyMap<string, string>,
): Contribution {
  if (row.kind !== 'help_session' || row.state !== 'counted') {
    return { sessions: [], turns: [], reasons: [], presence: [] }
  }
  const f = row.f
  const by = { team: String(f.team), day: String(f.day) }
  const of = { age_band: String(f.age_band), place_kind: String(f.place_kind) }
  const turns = servicesOf(f).map(([service, { people, outcome }]) => {
    const counted = turnsOf({ people, outcome }, outcomesCounting)
    return { ...by, service, outcome, ...of, people, turns: counted }
  })
  const reasons = servicesOf(f).flatMap(([service, { people, outcome, reasons }]) =>
    reasons.map((reason) => ({ ...by, service, outcome, reason, people })),
  )
  const present = new Set([String(f.author), ...((f.companions ?? []) as string[])])
  return {
    sessions: [{ ...by, ...of, sessions: 1, people: Number(f.people) }],
    turns,
    reasons,
    presence: [...present].sort().map((member) => {
      return { ...by, member, affiliation: affiliations.get(member) ?? UNKNOWN_AFFILIATION }
    }),
  }
}
