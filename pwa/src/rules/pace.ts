// How a target stands on a day: the twin of planned() and pace() in server/targets/target_math.py, for
// one target. Cases: sync/cases/pace.json.

const DAY = 86_400_000

const daysFrom = (first: string, last: string): number =>
  (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY + 1

interface Aim {
  from: string
  to: string
  number: number
}

/** What by the end of a day should have been done: evenly over all days, rounded up. */
export function plannedBy({ from, to, number }: Aim, day: string): number {
  const by = day < to ? day : to
  return by < from ? 0 : Math.ceil((number * daysFrom(from, by)) / daysFrom(from, to))
}

/** How many a day it takes from a day on, that one too, so that what is left gets done; 0 when nothing
 * is left, null when no day is. */
export function paceFrom({ from, to }: Aim, left: number, day: string): number | null {
  if (left <= 0) return 0
  const days = daysFrom(day > from ? day : from, to)
  return days > 0 ? Math.ceil(left / days) : null
}
