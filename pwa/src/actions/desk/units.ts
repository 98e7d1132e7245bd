import { pathOf } from '../../api/paths'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export interface NewUnit {
  code: string
  name: string
  kind: string
  parent: string
  valid_from: string
}

/** A unit that takes over: one that is there, or a new one. */
export type ChangePart =
  | { id: string }
  | { name: string; code: string; kind: string; parent: string | null }

/** Units that end the day before `on`, and what takes their place. */
export interface UnitChanges {
  kind: 'merge' | 'split' | 'rename' | 'move'
  units: string[]
  into: ChangePart[]
  on: string
  /** Of several that take over the one, by its place, to which a unit below or a team goes. */
  goes: { unit?: string; team?: string; into: number }[]
  dry_run: boolean
}

const of = (id: string) => `/api/units/${encodeURIComponent(id)}`
const refreshedKeys = () => [pathOf('/api/units')]

export async function addUnit(unit: NewUnit): Promise<Outcome> {
  return await change('POST', '/api/units', unit, refreshedKeys())
}

export async function renameUnit(
  id: string,
  names: { name?: string; code?: string },
): Promise<Outcome> {
  return await change('PATCH', of(id), names, refreshedKeys())
}

/** Its last day. Refused while teams or units stand under it after that day. */
export async function endUnit(id: string, on: string): Promise<Outcome> {
  return await change('POST', `${of(id)}/end`, { on }, refreshedKeys())
}

/** Lets units give way to others; as a dry run it only tells what would happen. */
export async function changeUnits(changes: UnitChanges): Promise<Outcome<{ body: unknown }>> {
  const path = '/api/units/changes'
  return await change('POST', path, changes, changes.dry_run ? [] : refreshedKeys())
}
