// Who last changed a session that is not their own, and why (PROTOCOL 5.4.4): the twin of
// sync/correction.py.
import { tellsWho } from './kinds/tables'
import { type Merge, withFields } from './merge'
import type { Change, Correction, Fields } from './types'
import { same } from './values'

/**
 * The outcome of an edit together with what the session says of it. An edit of which nothing went
 * in says nothing, one of the author's takes away what was said, unless the author says why.
 */
export function withCorrection(
  { kind, author, why }: Pick<Change, 'kind' | 'author' | 'why'>,
  merged: Merge,
): Merge {
  if (!tellsWho(kind) || Object.keys(merged.applied).length === 0) return merged
  const by = author === (merged.fields.author ?? null) && !why ? null : author
  const corrected: Correction | null = by === null ? null : why ? { by, why } : { by }
  if (same(merged.fields.corrected, corrected)) return merged
  return {
    ...merged,
    applied: { ...merged.applied, corrected },
    fields: withFields(merged.fields, { corrected }),
  }
}

/** Whether it is its author who speaks in what a session says of its last change. */
export const isOwn = (f: Fields): boolean =>
  (f.corrected as Correction | undefined)?.by === f.author
