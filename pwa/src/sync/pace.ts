import { CHANGES_PER_REQUEST } from '../rules/limits'

const START = 50
const QUICK_MS = 5_000

/** Bytes of changes in one request, at most: before they are packed, which makes a fifth of them. */
export const MOST_BYTES = 300_000

/** How many changes the next request may carry. PROTOCOL 7 */
export class Pace {
  size = START
  private refusals = new Map<string, number>()
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

  /** How often a request that held this change alone was not taken. */
  refused(change: string): number {
    const times = (this.refusals.get(change) ?? 0) + 1
    this.refusals.set(change, times)
    return times
  }
}
