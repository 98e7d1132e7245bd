import { CHANGES_PER_REQUEST } from '../rules/protocol-limits'
import type { Answer } from './ports'

const START = 50
const QUICK_MS = 5_000
/** So many changes are left out one by one, as a server asks that names only the first of them. */
const MOST_FULL = 20

/** Bytes of changes in one request, at most: before they are packed, which makes a fifth of them. */
export const MOST_BYTES = 300_000

/** `details` of `waiting_full`: the changes without room, and the first of them by itself. */
type Named = { change?: unknown; changes?: unknown[] }

/** How many changes the next request may carry. PROTOCOL 7 */
export class Pace {
  size = START
  private refusals = new Map<string, number>()
  private full = new Set<string>()
  private fullUntil = 0
  /** Joined once more since the last success: a browser that keeps no cookie would ask for ever. */
  rejoined = false

  /** A quick success of a full round doubles it; with the time to take its answer in. */
  succeeded(tookMs: number): void {
    if (tookMs < QUICK_MS) this.size = Math.min(CHANGES_PER_REQUEST, this.size * 2)
  }

  failed(sent: number): void {
    this.size = Math.max(1, Math.floor((sent > 0 ? Math.min(sent, this.size) : this.size) / 2))
  }

  /** Another network: what went well or failed on the last one, or without any, says nothing about it. */
  renew(): void {
    this.size = START
  }

  /** Changes that the server has no room for until somebody has settled others of this phone. */
  noRoom(now: Date): ReadonlySet<string> {
    if (now.getTime() >= this.fullUntil) this.full.clear()
    return this.full
  }

  /**
   * After `waiting_full`: the others go without the changes that it names; where it names none, fewer
   * may still fit in. False where there is nothing to try before somebody has settled something.
   */
  findRoom(answer: Answer, sent: { id: string }[], now: Date): boolean {
    const details = (answer.body as { details?: Named } | null)?.details
    const all = Array.isArray(details?.changes) ? details.changes : null
    const named = new Set(all ?? [details?.change])
    const without = sent.filter((change) => named.has(change.id))
    if (without.length > 0 && (all || this.full.size < MOST_FULL)) {
      if (this.full.size === 0) this.fullUntil = now.getTime() + (answer.retryAfter ?? 0) * 1_000
      for (const { id } of without) this.full.add(id)
      return true
    }
    this.failed(sent.length)
    return without.length === 0 && sent.length > 1
  }

  /** How often a request that held this change alone was not taken. */
  refused(change: string): number {
    const times = (this.refusals.get(change) ?? 0) + 1
    this.refusals.set(change, times)
    return times
  }
}

const FIRST_MS = 2_000
const MOST_MS = 300_000

/**
 * When to try again after failures in a row: full jitter, so that the phones of a whole town do
 * not come back in the same second. What the server asks for is the least.
 *
 * @param failures 1 after the first
 * @param retryAfter seconds, as the server asked; null if it did not
 * @returns milliseconds
 */
export function waitAfter(
  failures: number,
  retryAfter: number | null,
  random: () => number,
): number {
  const jitter = random() * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 20))
  return retryAfter === null ? Math.max(500, jitter) : retryAfter * 1_000 + Math.min(jitter, 30_000)
}
