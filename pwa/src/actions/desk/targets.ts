import { pathOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change, refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** A unit or a team; the server takes the account's own where neither is named. */
export interface Place {
  unit?: string | undefined
  team?: string | undefined
}

export type Measure = 'people' | 'turns' | 'completed' | 'volunteers' | 'sessions' | 'indicator'

/** A goal, or a share in tenths of a percent with what it is a share of. */
export type Aim = Partial<Wire['Aim']>

export interface NewTarget extends Place, Aim {
  measure: Measure
  /** A group of services, or an indicator; empty for all. */
  of: string
  from: string
  to: string
  /** What stood there as far as was seen; null for nothing. */
  saw: Aim | null
}

export interface NewValue extends Place {
  indicator: string
  from: string
  to: string
  /** Of a share in tenths of a percent. */
  value: number
  source: string
}

export type NewIndicator = Wire['NewIndicator']

const target = (id: string) => `/api/targets/${encodeURIComponent(id)}`

/**
 * Sets a target in the place of the one that was seen for the same days; `target_there` or
 * `changed_meanwhile` where another stands there. The newest is fetched either way.
 */
export async function setTarget(target: NewTarget): Promise<Outcome> {
  const { unit, team } = target
  return await change('PUT', '/api/targets', target, [pathOf('/api/progress', { unit, team })])
}

export async function withdrawTarget(id: string, place: Place): Promise<Outcome> {
  return await change('DELETE', target(id), undefined, [pathOf('/api/progress', place)])
}

/** A unit or a team below, with what it has and what it would get; a team is of no kind of units. */
export type Part = Wire['Part']

/** Into what a target would be shared out, asked anew each time: it is assigned by this look. */
export async function partsOf(id: string): Promise<Outcome<{ parts: Part[] }>> {
  const answer = await refresh(pathOf('/api/targets/{target_id}/parts', { target_id: id }))
  return answer.ok ? { ok: true, parts: (answer.body as { rows: Part[] }).rows } : answer
}

/**
 * Shares a unit's target out among those below as it was seen. `parts_there` where one of them has
 * another number by now.
 */
export async function shareOut(
  id: string,
  seen: readonly Part[],
): Promise<Outcome<{ parts: number }>> {
  const replaces = seen
    .filter((part) => part.number !== null)
    .map(({ unit, team, number }) => ({ ...(team ? { team } : { unit }), number }))
  const answer = await change('POST', `${target(id)}/parts`, { replaces }, [])
  if (!answer.ok) return answer
  return { ok: true, parts: (answer.body as { rows: unknown[] }).rows.length }
}

/** In percent of what falls to an ordinary unit. */
export async function setWeight(
  unit: string,
  weight: number,
  note: string,
  above: string,
): Promise<Outcome> {
  const path = `/api/units/${encodeURIComponent(unit)}/weight`
  return await change('PUT', path, { weight, note: note || null }, [
    pathOf('/api/units/{unit_id}/weights', { unit_id: above }),
  ])
}

export async function enterValue(value: NewValue, shown: string): Promise<Outcome> {
  return await change('POST', '/api/indicator-values', value, [shown])
}

export async function withdrawValue(id: string, shown: string): Promise<Outcome> {
  const path = `/api/indicator-values/${encodeURIComponent(id)}`
  return await change('DELETE', path, undefined, [shown])
}

export async function addIndicator(indicator: NewIndicator): Promise<Outcome> {
  return await change('POST', '/api/indicators', indicator, [pathOf('/api/indicators')])
}

export async function retireIndicator(code: string, retired: boolean): Promise<Outcome> {
  const path = `/api/indicators/${encodeURIComponent(code)}`
  return await change('PATCH', path, { active: !retired }, [pathOf('/api/indicators')])
}
