// Reports of a practice, and closing its months.
import type { Wire } from '../../api/wire'
import { inVietnam, monthEnd, shiftDay } from '../../i18n/dates'
import { lists } from './catalogue'
import {
  byLine,
  completedOf,
  entryOf,
  figuresOf,
  type Span,
  sessionsOfTeam,
  turnsOf,
  within,
} from './figures'
import { type Session, SILENT, TEAMS, UNIT, UNSENT } from './fixtures'
import type { Acts } from './practice-state'
import { planOf } from './targets'

export type Asked = { month: string } | Span

const spanOf = (asked: Asked): Span =>
  'month' in asked ? { from: `${asked.month}-01`, to: monthEnd(asked.month) } : asked

/** A report as it was closed, else as it stands now. */
export function reportOf(
  acts: Acts,
  asked: Asked,
  sessions: Session[],
  now: string,
): Wire['Report'] {
  const closed = 'month' in asked ? acts.closed[asked.month] : undefined
  const span = spanOf(asked)
  const some = within(sessions, span)
  if (closed) return { ...closed, now: figuresOf(some) }
  const plan = planOf(acts.targets, UNIT.id, span)
  return {
    ...{ month: 'month' in asked ? asked.month : null, ...span },
    kind: 'month' in asked ? 'month' : 'range',
    ...{ unit: UNIT, above: null, as_of: now, closed: null, plan, by: 'team' },
    completeness: { teams: TEAMS.length, teams_with_unsent: 1, unsent_at_least: UNSENT },
    total: figuresOf(some),
    forces: null,
    rows: TEAMS.map(({ id, name }) => ({
      ...{ key: id, label: name, kind: 'team' },
      figures: figuresOf(sessionsOfTeam(some, id)),
      plan: planOf(acts.targets, id, span),
    })),
    groups: groupsOf(some),
    outcomes: peopleBy(some, 'outcome'),
    reasons: peopleBy(some, 'reason'),
    ...{ indicators: [], activities: [], late: [] },
    compared: 'month' in asked ? comparedWith(span, sessions, inVietnam(now).day) : [],
  }
}

/** A month beside the one before, as far as it has come, and the year so far. A practice begins with the
 * month before: what it has no sessions of is compared with nothing. */
function comparedWith(span: Span, sessions: Session[], today: string): Wire['Compared'][] {
  if (today < span.from) return []
  const to = today < span.to ? today : span.to
  const before = shiftDay(span.from, -1)
  const same = before.slice(0, 8) + to.slice(8)
  const whole = to === span.to || same > before
  const days = [
    { key: 'before', from: `${before.slice(0, 7)}-01`, to: whole ? before : same },
    { key: 'year_to_date', from: `${to.slice(0, 4)}-01-01`, to },
  ]
  return days.flatMap((one) => {
    const some = within(sessions, one)
    if (some.length === 0) return []
    return [{ ...one, figures: { ...figuresOf(some), completed: completedOf(some) } }]
  })
}

function groupsOf(sessions: Session[]): Wire['ReportGroup'][] {
  const found = byLine(sessions, 'group')
  return lists.service
    .filter((one) => one.is_group && one.active)
    .map(({ code }) => {
      const some = found.get(code) ?? []
      return {
        ...entryOf('service', code),
        turns: turnsOf(some),
        plan: null,
        completed: completedOf(some),
      }
    })
}

function peopleBy(sessions: Session[], list: 'outcome' | 'reason'): Wire['ReportPeople'][] {
  const people = (some: Session[]) =>
    some.flatMap(({ services }) => services).reduce((all, one) => all + one.people, 0)
  return [...byLine(sessions, list)]
    .map(([code, some]) => ({ ...entryOf(list, code), people: people(some) }))
    .sort((one, other) => other.people - one.people)
}

/** What a month lacks: the team that is silent, and what waits for a decision. */
export function missingOf(
  month: string,
  today: string,
  waiting: number,
  heard: string | null,
): Wire['MissingFromMonth'] {
  const { id, name } = SILENT
  return {
    runs: month === today.slice(0, 7),
    ...{
      unsent_teams: 1,
      unsent_at_least: UNSENT,
      silent_teams: 1,
      waiting,
      open_below: [],
      asks: true,
    },
    unsent: [{ id, name, unsent_at_least: UNSENT }],
    silent: [{ id, name, last_contact: heard }],
  }
}

/** A month's report under a code: "TAPTH-U1126". */
export function closedReport(report: Wire['Report'], now: string): Wire['Report'] {
  const [year = '', month = ''] = (report.month ?? '').split('-')
  return { ...report, closed: { code: `TAPTHU${month}${year.slice(2)}`, at: now } }
}

/** Closed months, the latest first. */
export const closedMonths = ({ closed }: Acts, by: string): Wire['ClosedMonth'][] =>
  Object.values(closed)
    .map((report) => ({
      code: report.closed?.code ?? '',
      month: report.month ?? '',
      closed_at: report.closed?.at ?? '',
      closed_by: by,
      total: report.total,
      reopened: null,
    }))
    .sort((one, other) => (one.month < other.month ? 1 : -1))

/** Whether the figures under a code still stand; null for a code that there is not. */
export function snapshotOf(acts: Acts, code: string, sessions: Session[]): Wire['Snapshot'] | null {
  const report = Object.values(acts.closed).find(({ closed }) => closed?.code === code)
  if (!report?.closed || !report.month) return null
  const now = figuresOf(within(sessions, report))
  return {
    ...{ code, month: report.month, closed_at: report.closed.at, reopened_at: null },
    unit: `Phường ${UNIT.name}`,
    ...{ total: report.total, told: report.total, now },
    same: JSON.stringify(now) === JSON.stringify(report.total),
  }
}
