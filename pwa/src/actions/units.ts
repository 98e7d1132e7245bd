import { deskKeys } from '../local/desk-keys'
import { change } from '../sync/desk'
import type { Outcome } from './outcome'

export interface NewUnit {
  code: string
  name: string
  kind: string
  parent: string
  valid_from: string
}

const of = (id: string) => `${deskKeys.units()}/${encodeURIComponent(id)}`
const shown = () => [deskKeys.units()]

export async function addUnit(unit: NewUnit): Promise<Outcome> {
  return await change('POST', deskKeys.units(), unit, shown())
}

export async function renameUnit(
  id: string,
  names: { name?: string; code?: string },
): Promise<Outcome> {
  return await change('PATCH', of(id), names, shown())
}

/** Its last day. Refused while teams or units stand under it after that day. */
export async function endUnit(id: string, on: string): Promise<Outcome> {
  return await change('POST', `${of(id)}/end`, { on }, shown())
}
