import type { ReportParams } from '../../../actions/desk/reports'
import { t } from '../../../i18n'
import { formatMonth, isDay, monthEnd, shiftDay, weekStart } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'

export const KINDS = ['month', 'week', 'quarter', 'year', 'campaign', 'range'] as const
export type Kind = (typeof KINDS)[number]

/** Which days a report is of, as an address says it. Of days of action the activity alone, which may not
 * be chosen yet. */
export interface Period {
  kind: Kind
  from: string
  to: string
  activity?: string | undefined
}

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

/** The period that an address asks for: this month when it asks for none. */
export function periodOf(query: URLSearchParams, today: string): Period {
  const kind = KINDS.find((one) => one === query.get('kind')) ?? 'month'
  const day = query.get('day') ?? ''
  if (kind === 'range') {
    const [from = '', to = ''] = [query.get('from') ?? '', query.get('to') ?? ''].sort()
    return isDay(from) && isDay(to)
      ? { kind, from, to }
      : { kind, from: `${today.slice(0, 8)}01`, to: today }
  }
  if (kind === 'month') {
    const asked = query.get('month') ?? ''
    return { kind, ...daysOf(kind, MONTH.test(asked) ? `${asked}-01` : today) }
  }
  const days = daysOf(kind, isDay(day) ? day : today)
  return {
    kind,
    ...days,
    ...(kind === 'campaign' && { activity: query.get('activity') ?? undefined }),
  }
}

/** The week, month, quarter or year in which a day lies. */
export function daysOf(kind: Kind, day: string): { from: string; to: string } {
  const year = day.slice(0, 4)
  if (kind === 'week') return { from: weekStart(day), to: shiftDay(weekStart(day), 6) }
  if (kind === 'year' || kind === 'campaign') return { from: `${year}-01-01`, to: `${year}-12-31` }
  if (kind === 'quarter') {
    const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
    const month = (n: number) => `${year}-${String(n).padStart(2, '0')}`
    return { from: `${month(first)}-01`, to: monthEnd(month(first + 2)) }
  }
  return { from: `${day.slice(0, 8)}01`, to: monthEnd(day.slice(0, 7)) }
}

/** What the server is asked; null while nothing is chosen. A month by its name: it may be closed. */
export function askedOf(period: Period, unit: string): ReportParams | null {
  const { kind, from, to, activity } = period
  if (kind === 'campaign') return activity ? { activity } : null
  if (!unit) return null
  return kind === 'month' ? { unit, month: from.slice(0, 7) } : { unit, from, to }
}

/** So many of each are offered, the latest first. */
const OFFERED = { month: 36, week: 53, quarter: 12, year: 6 }

/** Entries to choose a period from, with the one that is chosen: its first day, and how it is called. */
export function periodsToChoose(kind: keyof typeof OFFERED, chosen: string, today: string) {
  const found: string[] = []
  let { from } = daysOf(kind, today)
  while (found.length < OFFERED[kind]) {
    found.push(from)
    from = daysOf(kind, shiftDay(from, -1)).from
  }
  const all = found.includes(chosen) ? found : [...found, chosen].sort().reverse()
  return all.map((value) => ({ value, label: nameOf({ kind, ...daysOf(kind, value) }) }))
}

const ROMAN = ['I', 'II', 'III', 'IV']

/** "Tháng 11/2026", "Quý IV/2026", "Tuần 23/11/2026 – 29/11/2026"; days where they have no name. */
export function nameOf({ kind, from, to }: { kind: Kind; from: string; to: string }): string {
  const year = from.slice(0, 4)
  if (kind === 'month') return t('report.of.month', { month: formatMonth(from.slice(0, 7)) })
  if (kind === 'year') return t('report.of.year', { year })
  if (kind === 'quarter') {
    const n = ROMAN[Math.floor((Number(from.slice(5, 7)) - 1) / 3)] ?? ''
    return t('report.of.quarter', { n, year })
  }
  const days = t('desk.days', { from: formatDay(from), to: formatDay(to) })
  return kind === 'week' ? t('report.of.week', { days }) : days
}
