import type { Wire } from '../api/wire'
import { PAGE_ROWS, PROTOCOL, ROWS } from '../rules/protocol-limits'
import type { Arrival, Digest, Result } from '../rules/types'
import { vietnamTime } from '../store/days'
import { comparedRecently } from '../store/digests'
import type { PulledRow } from '../store/inbox'
import type { RequestInput } from '../store/request'
import type { Ports } from './ports'

/** The body of POST /api/sync/v1. PROTOCOL 4 */
export function buildRequest(
  input: RequestInput,
  ports: Pick<Ports, 'now' | 'app' | 'readiness'>,
): Wire['Round'] {
  return {
    protocol: PROTOCOL,
    app: ports.app,
    schema: ROWS,
    device: input.device ?? '',
    now: vietnamTime(ports.now()).instant,
    seen: input.seen,
    cursor: input.cursor,
    pending: input.pending,
    oldest: input.oldest,
    ready: ports.readiness(),
    limit: PAGE_ROWS,
    // A rebuild fills another store than verdicts do, and needs every row.
    once: !input.rebuild,
    brief:
      !input.rebuild &&
      input.differing.length === 0 &&
      comparedRecently(input.compared, Object.keys(input.cursor), ports.now()),
    changes: input.changes,
    ...(input.repaired.length > 0 ? { repaired: input.repaired } : {}),
    ...(input.differing.length > 0 ? { differing: input.differing } : {}),
  }
}

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
  /** By team how much waits for its lead to settle. */
  reviews: Record<string, number>
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
    reviews: told.reviews ?? {},
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
