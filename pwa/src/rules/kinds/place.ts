// A place on a team's list: the twin of sync/kinds/place.py.
import { PLACE_NAME_CODE_POINTS } from '../limits'
import { ChangeRefused } from '../refusal'
import type { Fields, Op } from '../types'
import { own } from '../values'
import * as fields from './fields'

export const REQUIRED = ['name', 'place_kind'] as const

/** What a create has when the person chose nothing. */
export function defaults(): Fields {
  return { status: 'live' }
}

/** The clean fields of a change; a create gets its defaults. Throws ChangeRefused. */
export function validate(set: Readonly<Fields>, op: Op): Fields {
  const clean: Fields = op === 'create' ? defaults() : {}
  for (const [name, value] of Object.entries(set)) {
    if (!['name', 'place_kind', 'status'].includes(name)) {
      throw new ChangeRefused('unknown_field', name)
    }
    if (value !== null || op === 'edit') clean[name] = cleaned(name, value)
  }
  return clean
}

/** A place has a name and a kind. Throws ChangeRefused. */
export function checkWhole(whole: Readonly<Fields>): void {
  for (const name of REQUIRED) {
    if ((own(whole, name) ?? null) === null) throw new ChangeRefused('bad_value', name)
  }
}

function cleaned(name: string, value: unknown): string {
  if (name === 'place_kind') return fields.code(value, name)
  if (name === 'status') return fields.status(value, name)
  const text = fields.text(value, name, PLACE_NAME_CODE_POINTS)
  if (text === '') throw new ChangeRefused('bad_value', name)
  return text
}
