import { monthEnd } from '../../i18n/dates'

/**
 * Sorts of nothing, each with a sentence of its own: nobody has begun; the days or the filter that
 * were chosen leave nothing; it never came to this device; or nothing is what there is to tell.
 */
export type Why = 'not_begun' | 'other_days' | 'filtered' | 'not_loaded' | 'zero'

interface Span {
  from: string
  to: string
}

/**
 * Why nobody logged anything on some days: nobody ever did, or only on other days. In a month in
 * which there is work, and up to today, nothing is a figure like any other.
 */
export function whyNone(
  months: readonly string[],
  days: Span,
  today: string,
): Extract<Why, 'not_begun' | 'other_days' | 'zero'> {
  if (months.length === 0) return 'not_begun'
  const holdsToday = days.from <= today && today <= days.to
  const atWork = months.some((month) => days.from <= monthEnd(month) && `${month}-01` <= days.to)
  return holdsToday || atWork ? 'zero' : 'other_days'
}
