// What a screen shows (PROTOCOL 3.4): the server's row with the phone's own changes on it.
import { withCorrection } from './correction'
import { ownedFields } from './kinds/tables'
import { merge, withFields } from './merge'
import type { Change, Fields } from './types'

export type Replayed = Pick<Change, 'op' | 'kind' | 'set' | 'prev' | 'author' | 'channel' | 'why'>

/**
 * The record's fields with the changes replayed in the order given (by `no`); null while there is
 * nothing to show. A change that the row already holds changes nothing.
 */
export function replay(
  fields: Readonly<Fields> | null,
  changes: Iterable<Replayed>,
): Fields | null {
  let shown: Fields | null = fields === null ? null : { ...fields }
  for (const change of changes) {
    if (change.op === 'create') shown ??= withFields(change.set, ownedFields(change))
    else if (shown !== null) {
      shown = withCorrection(change, merge(shown, change.set, change.prev ?? {})).fields
    }
  }
  return shown
}
