import { replay } from '../rules/replay'
import type { Fields } from '../rules/types'
import type { BaseRow, OutboxItem, SentItem } from './rows'

/** What this phone holds of one record. */
export interface RecordState {
  row: BaseRow | undefined
  /** As the screen shows it; null if there is nothing to show. */
  fields: Fields | null
  /** Without a verdict, in `no` order. */
  waiting: OutboxItem[]
  /** With a verdict that a person still has to settle. */
  open: SentItem[]
}

/**
 * Base with the outbox on it. Without a base row (the server refused the create, or the team's
 * rows have left this phone) what was sent stands in for it.
 */
export function recordState(
  row: BaseRow | undefined,
  waiting: OutboxItem[],
  sent: SentItem[],
): RecordState {
  const open = sent.filter((item) => item.open === 1)
  // A create that is said anew counts no more: of two the first one stands.
  const anew = new Set(waiting.flatMap((item) => (item.op === 'create' ? item.replaces : [])))
  const all = row ? waiting : [...sent, ...waiting].sort((a, b) => a.no - b.no)
  const changes = all.filter((item) => !anew.has(item.id))
  return { row, fields: row?.erased ? null : replay(row?.f ?? null, changes), waiting, open }
}
