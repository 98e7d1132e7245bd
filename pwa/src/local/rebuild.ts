import { db } from './database'
import { withStore } from './errors'
import { bump, putMeta } from './meta'

/**
 * The server's history is not the one this phone knows (409): base will be built anew from 0
 * beside the old one, which stays on screen until then. PROTOCOL 7
 */
export async function startHistoryRebuild(): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.shadow, db.meta, async () => {
      await db.shadow.clear()
      await putMeta('rebuild', { reason: 'history', channels: 'all', cursors: {}, phase: 'pull' })
      await putMeta('seen', null)
      await bump('generation')
    }),
  )
}

/** Ids of what the server has answered for, to ask whether it still has it. */
export async function sentIds(): Promise<string[]> {
  return await withStore(async () => {
    const sent = await db.sent.toArray()
    // Of an erased record nothing is left that could be offered.
    return sent.filter((item) => item.verdict !== 'gone').map((item) => item.id)
  })
}

/** What a restored server has lost goes back into the outbox; `no` puts it in its old order. */
export async function requeue(missing: string[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.sent, db.outbox, async () => {
      const found = (await db.sent.bulkGet(missing)).flatMap((item) => (item ? [item] : []))
      await db.outbox.bulkPut(
        found.map(
          ({
            verdict: _v,
            code: _c,
            fields: _f,
            sentAt: _at,
            open: _o,
            settled: _s,
            ...change
          }) => ({
            ...change,
            tries: 0,
            error: null,
          }),
        ),
      )
      await db.sent.bulkDelete(found.map((item) => item.id))
    }),
  )
}

export async function endRebuild(): Promise<void> {
  await withStore(() => putMeta('rebuild', null))
}

const KEPT_DAYS = 90

/** Sent changes are kept 90 days, and longer while somebody still has to settle them. */
export async function pruneSent(now: Date): Promise<void> {
  const limit = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString()
  await withStore(() =>
    db.transaction('rw', db.sent, async () => {
      const old = await db.sent.where('sentAt').below(limit).toArray()
      await db.sent.bulkDelete(old.filter((item) => item.open !== 1).map((item) => item.id))
    }),
  )
}
