import type { Wire } from '../api/wire'
import { PAGE_ROWS, PROTOCOL, SCHEMA } from '../rules/limits'
import { vietnamTime } from '../store/days'
import { comparedRecently } from '../store/digests'
import type { RequestInput } from '../store/request'
import type { Ports } from './ports'

/** How a round ended: more to do at once or not; try later; or nobody may be asked. */
export type RoundEnd =
  | { end: 'done'; left: boolean }
  | { end: 'wait'; retryAfter: number | null }
  | { end: 'stopped' }

/** The body of POST /api/sync/v1. PROTOCOL 4 */
export function buildRequest(
  input: RequestInput,
  ports: Pick<Ports, 'now' | 'app' | 'readiness'>,
): Wire['Round'] {
  return {
    protocol: PROTOCOL,
    app: ports.app,
    schema: SCHEMA,
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
