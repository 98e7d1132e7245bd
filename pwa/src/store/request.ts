import type { Change } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import type { Mark, OutboxItem } from './rows'
import { getSetting, type Rebuild } from './settings'

/** All that one request is made of, read in one transaction. */
export interface RequestInput {
  device: string | null
  standing: 'welcome' | 'signed_out' | 'revoked' | null
  seen: [number, string] | null
  cursor: Record<string, number>
  mark: Mark
  /** Channels repaired since the server was last told. */
  repaired: string[]
  /** Channels that fetching anew did not mend. */
  differing: string[]
  /** When digests were last compared with the rows, by channel. */
  compared: Record<string, string>
  rebuild: Rebuild | null
  /** Changes without a verdict, set aside or not. */
  pending: number
  oldest: string | null
  changes: Change[]
  /** More could be sent than fitted in. */
  left: boolean
}

/**
 * @param most changes at most
 * @param bytes JSON of the changes at most; one change always fits
 * @param without changes that stay for now
 */
export async function readRequestInput(
  most: number,
  bytes: number,
  without: ReadonlySet<string> = new Set(),
): Promise<RequestInput> {
  return await withStore(() =>
    db.transaction('r', db.outbox, db.meta, async () => {
      const outbox = await db.outbox.orderBy('no').toArray()
      const rebuild = (await getSetting('rebuild')) ?? null
      const seen = (await getSetting('seen')) ?? null
      const sendable = sendableOf(outbox, without)
      const waiting = outbox.filter(({ kind }) => kind !== 'opening')
      const changes = rebuild?.reason === 'history' ? [] : fitting(sendable, most, bytes)
      return {
        device: (await getSetting('device')) ?? null,
        standing: (await getSetting('standing')) ?? null,
        seen,
        cursor: cursorsOf((await getSetting('cursors')) ?? {}, rebuild),
        mark: {
          generation: (await getSetting('generation')) ?? 0,
          writes: (await getSetting('writes')) ?? 0,
          seen,
        },
        repaired: (await getSetting('unreportedRepairs')) ?? [],
        differing: (await getSetting('differing')) ?? [],
        compared: (await getSetting('compared')) ?? {},
        rebuild,
        // An opening is nothing that anybody waits for. PROTOCOL 5.17.1
        pending: waiting.length,
        oldest: waiting[0]?.at ?? null,
        changes,
        left: changes.length < sendable.length,
      }
    }),
  )
}

/** Of a record the create goes first, always: while it must stay, so must the edits after it. */
export function sendableOf(
  outbox: OutboxItem[],
  without: ReadonlySet<string> = new Set(),
): OutboxItem[] {
  const kept = new Set<string>()
  return outbox.filter((item) => {
    const able =
      item.error === null && item.channel !== null && item.author !== null && !without.has(item.id)
    if (item.op === 'create' && able) kept.delete(item.record)
    else if (item.op === 'create') kept.add(item.record)
    return able && !kept.has(item.record)
  })
}

function cursorsOf(cursors: Record<string, number>, rebuild: Rebuild | null) {
  if (rebuild?.phase !== 'pull') return cursors
  if (rebuild.channels === 'all') return rebuild.cursors
  const anew = Object.fromEntries(rebuild.channels.map((one) => [one, rebuild.cursors[one] ?? 0]))
  return { ...cursors, ...anew }
}

/** A change as the server hears it, whoever brings it: another form of it would be another change. */
export function changeOf({ tries: _tries, error: _error, ...change }: OutboxItem): Change {
  return change
}

function fitting(items: OutboxItem[], most: number, bytes: number): Change[] {
  const taken: Change[] = []
  let size = 0
  for (const item of items.slice(0, most)) {
    const change = changeOf(item)
    size += new TextEncoder().encode(JSON.stringify(change)).length + 1
    if (taken.length > 0 && size > bytes) break
    taken.push(change)
  }
  return taken
}
