import { db } from './database'
import { saveEnrolments } from './enrolments'
import { withStore } from './errors'
import { noteClock } from './ready'
import { emptyDelivered, resendCarried } from './relay'
import type { SentItem } from './rows'
import { bump, getSetting, putSetting } from './settings'
import { unsent } from './unsent'

/**
 * The server's history is not the one this phone knows (409): base will be built anew from 0
 * beside the old one, which stays on screen until then. PROTOCOL 7
 */
export async function startHistoryRebuild(): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.shadow, db.base, db.meta, db.carried, async () => {
      await saveEnrolments()
      await resendCarried()
      await db.shadow.clear()
      await putSetting('rebuild', {
        reason: 'history',
        channels: 'all',
        cursors: {},
        phase: 'pull',
      })
      await putSetting('seen', null)
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

/**
 * What a restored server has lost goes back into the outbox; `no` puts it in its old order. Nothing
 * does if the generation is another one by now: what was missing then may have come there since.
 */
export async function requeue(missing: string[], generation: number): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.sent, db.outbox, db.meta, async () => {
      if ((await getSetting('generation')) !== generation) return
      const found = await db.sent.bulkGet(missing)
      await giveBack(found.flatMap((item) => (item ? [item] : [])))
    }),
  )
}

async function giveBack(items: SentItem[]): Promise<void> {
  await db.outbox.bulkPut(items.map(unsent))
  await db.sent.bulkDelete(items.map((item) => item.id))
}

/**
 * All was asked. What was not simply applied is offered again all the same: a restored server may
 * have another verdict on it by now, or none of how it was settled, or not this content under its
 * id. Does nothing where another rebuild has begun meanwhile, which asks for itself. PROTOCOL 7
 */
export async function endRebuild(generation: number): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.sent, db.outbox, db.meta, async () => {
      if ((await getSetting('generation')) !== generation) return
      const doubtful = await db.sent
        .filter((item) => !SURE.includes(item.verdict) && item.settled?.outcome !== 'replaced')
        .toArray()
      await giveBack(doubtful)
      await putSetting('rebuild', null)
    }),
  )
}

const SURE = ['applied', 'gone']

const KEPT_DAYS = 90

/**
 * The server's clock, out of its last good answer. What was stamped before one was known carries
 * the phone's own time, which may be years off: it counts as sent now, in its old order.
 */
export async function noteServerNow(now: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.sent, db.meta, async () => {
      const first = (await getSetting('serverNow')) === undefined
      await putSetting('serverNow', now)
      const off = Math.round((Date.now() - Date.parse(now)) / 1000)
      await putSetting('clockOff', off)
      noteClock(off)
      if (!first) return
      const sent = await db.sent.orderBy('sentAt').toArray()
      const start = Date.parse(now) - sent.length
      await db.sent.bulkPut(
        sent.map((item, at) => ({ ...item, sentAt: new Date(start + at).toISOString() })),
      )
    }),
  )
}

/**
 * Sent changes are kept 90 days, and longer while somebody still has to settle them. Days pass by
 * the server's clock only, since a phone's may stand years ahead. PROTOCOL 7
 */
export async function pruneSent(): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.sent, db.meta, db.carried, async () => {
      const now = await getSetting('serverNow')
      if (now === undefined) return
      const limit = new Date(Date.parse(now) - KEPT_DAYS * 86_400_000).toISOString()
      await emptyDelivered(limit)
      const old = await db.sent.where('sentAt').below(limit).toArray()
      const settled = old.filter((item) => item.open !== 1)
      if (settled.length === 0) return
      await db.sent.bulkDelete(settled.map((item) => item.id))
      const handedIn = (await getSetting('handedIn')) ?? []
      const records = new Set([...handedIn, ...settled.map((item) => item.record)])
      await putSetting('handedIn', [...records])
    }),
  )
}
