import { t, type Word } from '../../../i18n'
import { formatMonth, monthEnd } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import type { TallyRow, UnitRef } from '../../lead/api-types'
import { isCommune } from '../../lead/signed-in'
import { sessionsAddress, totalsAddress } from '../shared/addresses'
import { labelIn } from '../shared/label-in'
import type { Days } from '../shared/period'
import { formatUnit } from '../shared/tree'
import type { ByName } from './by'

const BY_TURNS: readonly ByName[] = ['group', 'service']
const IN_TIME: readonly ByName[] = ['day', 'month']
export const isInTime = (by: ByName): boolean => IN_TIME.includes(by)

/** People are counted once a session, so there are none by service, but there are by reason and by
 * outcome: who gave up was no turn of help, and yet was there. */
export const countsPeople = (by: ByName): boolean => !BY_TURNS.includes(by)
export const countsTurns = (by: ByName): boolean => by !== 'reason'

/** Reasons are asked for each service: whoever came with two of them is there twice, which are turns. */
const peopleAreTurns = (by: ByName): boolean => by === 'reason'

/** What the column of `countsPeople` is called. */
export const peopleHead = (by: ByName): Word =>
  peopleAreTurns(by) ? 'desk.col.turns' : 'desk.col.people'

/** Whether the rows add up to the whole: what is hidden or counted under several rows does not. */
export const addsUp = (by: ByName): boolean =>
  opensTotals(by) || isInTime(by) || BY_TURNS.includes(by)

/** A row's numbers as a message tells them; null for what is not counted by this. */
export function figuresSaid({ totals }: TallyRow, by: ByName) {
  if (peopleAreTurns(by)) return { people: null, turns: totals.people }
  return {
    people: countsPeople(by) ? totals.people : null,
    turns: countsTurns(by) ? totals.turns : null,
  }
}

/** The number that a row is drawn and ordered by. */
export function measure(row: TallyRow, by: ByName): number {
  return (countsPeople(by) ? row.totals.people : row.totals.turns) ?? 0
}

/** So few people by place or by age could be found out, so the server does not tell how many. */
export const isHidden = ({ totals }: TallyRow): boolean => totals.people === null

/** The numbers of rows by their keys, as far as they are told. */
export const measuresOf = (rows: readonly TallyRow[], by: ByName): Map<string, number> =>
  new Map(rows.filter((row) => !isHidden(row)).map((row) => [row.key, measure(row, by)]))

/** What of the targets falls on the days of a row, of what the row is drawn by; null where nothing does. */
export function planOf({ plan }: TallyRow, by: ByName): number | null {
  return (countsPeople(by) ? plan?.people : (plan?.turns ?? plan?.completed)) ?? null
}

/** What of a row counts towards its plan: of turns those that were completed, as where targets are set. */
export function towardsPlan(row: TallyRow, by: ByName): number {
  const completed = countsPeople(by) ? undefined : row.totals.completed
  return completed ?? measure(row, by)
}

/** Days and months from the newest back, everything else from the most to the least. */
export function inOrder(rows: TallyRow[], by: ByName): TallyRow[] {
  if (isInTime(by)) return [...rows].reverse()
  return [...rows].sort((a, b) => measure(b, by) - measure(a, by))
}

/** As in the table, but days and months go on from the first, as sheets add up. */
export const inFile = (rows: TallyRow[], by: ByName): TallyRow[] =>
  isInTime(by) ? rows : inOrder(rows, by)

/** A unit's row in its own table is what its own teams did, not those below. */
export function nameOf(row: TallyRow, by: ByName, unit: UnitRef | null | undefined): string {
  if (by === 'day') return formatDay(row.key)
  if (by === 'month') return formatMonth(row.key)
  if (by !== 'unit') return labelIn(row)
  return row.key === unit?.id
    ? t('desk.own_teams', { name: formatUnit(unit) })
    : formatUnit(named(row))
}

const named = ({ label, kind }: TallyRow) => ({ name: label, kind })

/** The days on which a unit stood, where another row bears the same name; empty otherwise. */
export function daysToTellApart(row: TallyRow, rows: readonly TallyRow[], by: ByName): string {
  if (by !== 'unit' || !row.valid_from || row.kind === 'own') return ''
  const alike = rows.filter((one) => one.label === row.label && one.kind !== 'own')
  if (alike.length < 2) return ''
  const from = formatDay(row.valid_from)
  return row.valid_to
    ? t('unit.days', { from, to: formatDay(row.valid_to) })
    : t('unit.since', { from })
}

interface Place {
  row: TallyRow
  by: ByName
  days: Days
  unit: string | undefined
  team: string | undefined
}

/** Whether a row opens totals, which whoever reads this one may read too. */
export const opensTotals = (by: ByName): boolean => by === 'unit' || by === 'team'

/** The rows with those units and teams that did something in the days before and nothing in these: who
 * fell silent is what a comparison is read for. */
export function withSilent(
  rows: TallyRow[],
  before: readonly TallyRow[] | undefined,
  by: ByName,
): TallyRow[] {
  if (!before || !opensTotals(by)) return rows
  const known = new Set(rows.map((row) => row.key))
  const totals = { sessions: 0, people: 0, turns: 0, volunteer_turns: null }
  const silent = before.filter((row) => !known.has(row.key) && measure(row, by) > 0)
  // What phones hold is told of now, where their teams stand.
  const nothing = { plan: null, totals, unsent_at_least: 0, days: [] }
  return [...rows, ...silent.map((row) => ({ ...row, ...nothing }))]
}

/** Every number that is told opens: a unit or team its own page, the rest the sessions behind it. */
export function addressOf({ row, by, days, unit, team }: Place): string {
  const id = row.key
  if (row.kind === 'team' || by === 'team') return totalsAddress({ team: id, days })
  if (by === 'unit') {
    const byTeam = id === unit || isCommune(row.kind)
    return totalsAddress({ unit: id, days, ...(byTeam && { by: 'team' }) })
  }
  const where = team ? { team } : { unit }
  if (by === 'day') {
    return sessionsAddress({ ...where, days: { period: 'range', from: row.key, to: row.key } })
  }
  if (by === 'month') {
    // Only its days that were asked for: the number is of those.
    const [, from = ''] = [days.from, `${row.key}-01`].sort()
    const [to = ''] = [days.to, monthEnd(row.key)].sort()
    return sessionsAddress({ ...where, days: { period: 'range', from, to } })
  }
  return sessionsAddress({ ...where, days, [by]: row.key })
}
