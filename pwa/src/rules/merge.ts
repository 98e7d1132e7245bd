// The merge rule (PROTOCOL 5.4): the twin of sync/merge.py, so that a phone shows what the
// server will do.
import type { Fields } from './types'
import { own, same } from './values'

export interface Merge {
  /** The fields that go in, null for what goes away. */
  applied: Fields
  /** The names whose late value stays out. */
  conflicts: string[]
  /** The record afterwards, without nulls. */
  fields: Fields
}

/** What an edit does to a record: per field, compare and set by value. */
export function merge(
  current: Readonly<Fields>,
  set: Readonly<Fields>,
  prev: Readonly<Fields>,
): Merge {
  const applied: Fields = {}
  const conflicts: string[] = []
  for (const [name, value] of Object.entries(set)) {
    const now = own(current, name)
    if (same(now, value)) continue // 5.4.2: nothing to do
    if (same(now, own(prev, name)))
      applied[name] = value // 5.4.1: set
    else conflicts.push(name) // 5.4.3: the server's value stays
  }
  return { applied, conflicts: conflicts.sort(), fields: withFields(current, applied) }
}

/** The fields after `applied` went in; null takes a field away. */
export function withFields(current: Readonly<Fields>, applied: Readonly<Fields>): Fields {
  const whole = Object.entries({ ...current, ...applied })
  return Object.fromEntries(whole.filter(([, value]) => value !== null && value !== undefined))
}
