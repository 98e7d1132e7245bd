import type { Days } from './period'

type Query = Record<string, string | undefined>

function withQuery(path: string, query: Query): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(set).toString()
  return text ? `${path}?${text}` : path
}

/** How an address says its days, so that a link sent on opens the same view. */
export function daysQuery(days: Days): Query {
  if (days.period === 'range') return { from: days.from, to: days.to }
  return days.period === 'today' ? {} : { period: days.period }
}

export function totalsAddress(where: {
  unit?: string
  team?: string
  days: Days
  by?: string
  boundaries?: 'then'
}) {
  const { days, ...rest } = where
  return withQuery('/desk', { ...rest, ...daysQuery(days) })
}

interface Filter {
  unit?: string | undefined
  team?: string | undefined
  days: Days
  service?: string
  group?: string
  outcome?: string
  reason?: string
  place_kind?: string
  age_band?: string
  member?: string
}

export function sessionsAddress({ days, ...filter }: Filter): string {
  return withQuery('/desk/sessions', { ...filter, from: days.from, to: days.to })
}

/** Who is silent, and whose phone holds what has not come. */
export function silentAddress(where: { unit?: string | undefined; team?: string | undefined }) {
  return withQuery('/desk/silent', where)
}

/** The figures of today for the evening's meeting. */
export const briefingAddress = (where: { unit?: string | undefined; team?: string | undefined }) =>
  withQuery('/desk/briefing', where)

/** The targets of a unit or a team. */
export const targetsAddress = (where: { unit?: string | undefined; team?: string | undefined }) =>
  withQuery('/desk/targets', where)

/** The report of a unit's month, YYYY-MM; this month without one. */
export const reportAddress = (where: { unit?: string | undefined; month?: string }) =>
  withQuery('/desk/report', where)

/** Days of action from a day to a day. */
export const activitiesAddress = (days: { from: string; to: string }) =>
  withQuery('/desk/activities', days)

/** What was entered by hand of a unit, from a day to a day. */
export const indicatorsAddress = (where: { unit?: string; from: string; to: string }) =>
  withQuery('/desk/indicators', where)

/** Where units are merged and divided, with one chosen. */
export const changeAddress = (unit?: string): string => withQuery('/desk/units/change', { unit })
