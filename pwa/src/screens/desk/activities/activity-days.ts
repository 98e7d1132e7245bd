import { monthEnd, shiftDay } from '../../../i18n/dates'
import { type Days, daysOf } from '../shared/period'

export const PERIODS = ['ahead', 'month', 'last_month', 'range'] as const

export interface ActivityDays extends Omit<Days, 'period'> {
  period: (typeof PERIODS)[number]
}

/** As far ahead as anybody plans. */
export const AHEAD = 366

/** The days chosen in the address; those to come by default. */
export function activityDays(query: URLSearchParams, today: string): ActivityDays {
  const ahead = { period: 'ahead', from: today, to: shiftDay(today, AHEAD) } as const
  const { period, from, to } = daysOf(query, today)
  if (period === 'month') return { period, from, to: monthEnd(from.slice(0, 7)) }
  return period === 'last_month' || period === 'range' ? { period, from, to } : ahead
}

/** What an address must say to ask for a period, of the days that are shown. */
export function periodQuery(period: string, { from, to }: ActivityDays) {
  const none = { period: undefined, from: undefined, to: undefined }
  if (period === 'ahead') return none
  return period === 'range' ? { ...none, from, to } : { ...none, period }
}
