import type { TallyRow } from '../../lead/api-types'

/** What a trend shows: people of each day, added up, and the plan of both where there is one. */
export interface Run {
  days: number[]
  /** What of the targets falls on each day. */
  planned: number[] | null
  sum: number[]
  plan: number[] | null
  best: { key: string; n: number } | null
}

const added = (values: number[]): number[] => {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

/** The lines of rows that are days, in their order. */
export function linesOf(rows: TallyRow[]): Run {
  const days = rows.map((row) => row.totals.people ?? 0)
  const has = rows.some((row) => row.plan?.people !== null && row.plan?.people !== undefined)
  const planned = has ? rows.map((row) => row.plan?.people ?? 0) : null
  const most = Math.max(0, ...days)
  const best = rows.find((row) => row.totals.people === most)
  return {
    days,
    planned,
    sum: added(days),
    plan: planned && added(planned),
    best: best && most > 0 ? { key: best.key, n: most } : null,
  }
}

/** Round numbers for an axis that holds `most`, from 0 up: at most five, alike far from each other. */
export function ticksOf(most: number): number[] {
  const least = Math.max(most, 1) / 4
  const ten = 10 ** Math.floor(Math.log10(least))
  const step = Math.max(1, [1, 2, 2.5, 5, 10].map((n) => n * ten).find((n) => n >= least) ?? least)
  const whole = Number.isInteger(step) ? step : Math.ceil(step)
  return Array.from({ length: Math.ceil(Math.max(most, 1) / whole) + 1 }, (_, n) => n * whole)
}

/** Which of so many days an axis names: the first, the last, and up to three between, as far from each
 * other as whole days allow. */
export function namedDays(count: number): number[] {
  const last = count - 1
  const parts = Math.min(4, last)
  return Array.from({ length: parts + 1 }, (_, n) => Math.round((n * last) / parts))
}
