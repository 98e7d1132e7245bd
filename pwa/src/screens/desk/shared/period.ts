import { isDay, monthEnd, shiftDay, weekStart } from '../../../i18n/dates'

export type Period = 'today' | 'week' | 'month' | 'last_month' | 'range'

export interface Days {
  period: Period
  from: string
  to: string
}

/** The days that an address asks for; the usual ones when it asks for none. */
export function daysOf(
  query: URLSearchParams,
  today: string,
  usual: 'today' | 'month' = 'today',
): Days {
  const from = query.get('from') ?? ''
  const to = query.get('to') ?? ''
  const isRange = isDay(from) && isDay(to)
  const asked = query.get('period') || (isRange ? null : usual)
  if (asked === 'week') return { period: 'week', from: weekStart(today), to: today }
  if (asked === 'month') return { period: 'month', from: `${today.slice(0, 8)}01`, to: today }
  if (asked === 'last_month') {
    const to = shiftDay(`${today.slice(0, 8)}01`, -1)
    return { period: 'last_month', from: `${to.slice(0, 8)}01`, to }
  }
  if (isRange) {
    return from <= to ? { period: 'range', from, to } : { period: 'range', from: to, to: from }
  }
  return { period: 'today', from: today, to: today }
}

/** The days that others are held against: of today the same weekday a week before, of a week and of a
 * month the same days of the one before, of a whole month the whole one before, else as many days right
 * before. */
export function daysBefore({ period, from, to }: Days): { from: string; to: string } {
  if (period === 'today' || period === 'week')
    return { from: shiftDay(from, -7), to: shiftDay(to, -7) }
  const isMonth = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)
  const last = shiftDay(from, -1)
  if (isMonth && (period === 'month' || to === monthEnd(from.slice(0, 7)))) {
    const month = last.slice(0, 7)
    const same = `${month}-${to.slice(8)}`
    const isWhole = to === monthEnd(from.slice(0, 7))
    return { from: `${month}-01`, to: isWhole || same > last ? last : same }
  }
  return { from: shiftDay(from, -daysIn({ from, to })), to: last }
}

/** The seven days up to a day. */
export const weekUpTo = (to: string): { from: string; to: string } => ({
  from: shiftDay(to, -6),
  to,
})

/** How many days there are from a day to a day, both of them counted. */
export const daysIn = ({ from, to }: { from: string; to: string }): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

/** The server answers for three years at most. */
export const LONGEST = 3 * 366

/** Whether the server would refuse the range. */
export const isTooLong = ({ from, to }: { from: string; to: string }): boolean =>
  from < shiftDay(to, -LONGEST)

/** What an address must say to ask for a period. */
export function queryFor(period: Period, days: Days, today: string) {
  const none = { period: undefined, from: undefined, to: undefined }
  if (period === 'today') return none
  if (period !== 'range') return { ...none, period }
  const from = days.period === 'today' ? shiftDay(today, -6) : days.from
  return { ...none, from, to: days.to }
}
