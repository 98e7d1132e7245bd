import { monthEnd, shiftDay, weekStart } from '../../i18n/dates'

export const PERIODS = ['day', 'week', 'month', 'last_month', 'season'] as const
export type PeriodName = (typeof PERIODS)[number]

/** Which season it is: the summer campaign, Youth Month, or neither. */
export type Season = 'summer' | 'youth_month' | 'year'

export interface Range {
  from: string
  to: string
}

/** The period that an address asks for; the day when it asks for none. */
export function periodOf(query: URLSearchParams): PeriodName {
  return PERIODS.find((name) => name === query.get('period')) ?? 'day'
}

/** The first and last day of a period, as it stands today ("YYYY-MM-DD"). */
export function rangeOf(period: PeriodName, today: string): Range {
  switch (period) {
    case 'day':
      return { from: today, to: today }
    case 'week':
      return { from: weekStart(today), to: today }
    case 'month':
      return { from: monthStart(today), to: today }
    case 'last_month': {
      const month = shiftDay(monthStart(today), -1).slice(0, 7)
      return { from: `${month}-01`, to: monthEnd(month) }
    }
    case 'season':
      return { from: seasonStart(today), to: today }
  }
}

/** The summer campaign is June to August, Youth Month March; at other times the year so far. */
export function seasonOf(today: string): Season {
  const month = Number(today.slice(5, 7))
  if (month >= 6 && month <= 8) return 'summer'
  return month === 3 ? 'youth_month' : 'year'
}

function seasonStart(today: string): string {
  const first = { summer: '06-01', youth_month: '03-01', year: '01-01' }
  return `${today.slice(0, 4)}-${first[seasonOf(today)]}`
}

const monthStart = (day: string) => `${day.slice(0, 7)}-01`
