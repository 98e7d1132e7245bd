import type { TallyRow } from '../../lead/api-types'

/** What a trend shows: people of each day, added up, and the plan added up where there is one. */
export interface Run {
  days: number[]
  sum: number[]
  plan: number[] | null
  /** The highest bar. */
  most: number
  /** The highest point of either line. */
  top: number
  done: number
  planned: number
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
  const sum = added(days)
  const has = rows.some((row) => row.plan?.people !== null && row.plan?.people !== undefined)
  const plan = has ? added(rows.map((row) => row.plan?.people ?? 0)) : null
  const done = sum.at(-1) ?? 0
  const planned = plan?.at(-1) ?? 0
  const most = Math.max(0, ...days)
  const best = rows.find((row) => row.totals.people === most)
  return {
    days,
    sum,
    plan,
    most,
    top: Math.max(done, planned),
    done,
    planned,
    best: best && most > 0 ? { key: best.key, n: most } : null,
  }
}
