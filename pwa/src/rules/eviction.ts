// Which of the papers on a phone make room, and in what order.

/** A file of a paper on this phone. `of`: the days of its activity; null where it is a unit's. */
export interface KeptFile {
  address: string
  as: 'pages' | 'original' | 'text'
  of: { first: string; last: string } | null
  /** On which day it was last opened, or saved: YYYY-MM-DD; null where nobody knows. */
  opened: string | null
}

const UNOPENED_DAYS = 14
const DAY_MS = 86_400_000

/**
 * What goes first, what after that, and what last: pictures of pages, files as they were sent that nobody has
 * opened for two weeks, texts of activities that are over. What an activity of today needs is never among them.
 */
export function evictionOrder(files: readonly KeptFile[], today: string): string[][] {
  const isOfToday = ({ of }: KeptFile) => of !== null && of.first <= today && today <= of.last
  const needed = new Set(files.filter(isOfToday).map(({ address }) => address))
  const before = new Date(Date.parse(today) - UNOPENED_DAYS * DAY_MS).toISOString().slice(0, 10)
  const stages: ((file: KeptFile) => boolean)[] = [
    ({ as }) => as === 'pages',
    ({ as, opened }) => as === 'original' && (opened === null || opened <= before),
    ({ as, of }) => as === 'text' && of !== null && of.last < today,
  ]
  return stages.map((goes) =>
    files.filter((one) => goes(one) && !needed.has(one.address)).map(({ address }) => address),
  )
}

const LEAST_BYTES = 60_000_000
const LEAST_SHARE = 0.05

/** Whether so little is free that papers make room before a record is refused. */
export const isNearlyFull = (usage: number, quota: number): boolean =>
  quota - usage < Math.max(LEAST_BYTES, quota * LEAST_SHARE)
