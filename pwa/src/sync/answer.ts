import type { Arrival, Digest, Result } from '../rules/types'
import type { PulledRow } from '../store/inbox'

/** The answer to a round. PROTOCOL 4 */
export interface RoundAnswer {
  /** The server's own clock, ISO in UTC; null if it did not say. */
  now: string | null
  seen: [number, string] | null
  results: Result[]
  channels: string[]
  rows: PulledRow[]
  cursor: Record<string, number>
  more: boolean
  digest: Record<string, Digest>
  upgrade: boolean
  /** The phone may only hand in what it holds. */
  revoked: boolean
  /** Phones of which the lead of a team should hear; empty for everybody else. */
  arrivals: Arrival[]
}

type RequestState = Pick<RoundAnswer, 'seen' | 'cursor'>

/**
 * Null if this is no answer of ours: whoever sent it, nothing of it may touch the store.
 * @param said what the phone said itself, of which an answer may be `same`. PROTOCOL 4.1.11
 */
export function readRoundAnswer(body: unknown, said: RequestState): RoundAnswer | null {
  if (!(body instanceof Object)) return null
  const answer = body as Partial<RoundAnswer> & { same?: unknown }
  const told = answer.same === true ? sameAsRequest(answer, said) : answer
  if (!Array.isArray(told.results) || !Array.isArray(told.rows)) return null
  if (!Array.isArray(told.channels) || !(told.cursor instanceof Object)) return null
  return {
    now: instantIn(told.now),
    seen: told.seen ?? null,
    results: told.results,
    channels: told.channels,
    rows: told.rows,
    cursor: told.cursor,
    more: told.more === true,
    digest: told.digest ?? {},
    upgrade: told.upgrade === true,
    revoked: told.revoked === true,
    arrivals: Array.isArray(told.arrivals) ? told.arrivals : [],
  }
}

function sameAsRequest(
  told: Partial<RoundAnswer>,
  { seen, cursor }: RequestState,
): Partial<RoundAnswer> {
  return { ...told, seen, cursor, channels: Object.keys(cursor), results: [], rows: [] }
}

function instantIn(text: unknown): string | null {
  const ms = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}

export function readMissing(body: unknown): string[] | null {
  const missing = (body as { missing?: unknown } | null)?.missing
  return Array.isArray(missing) ? missing.filter((id) => typeof id === 'string') : null
}
