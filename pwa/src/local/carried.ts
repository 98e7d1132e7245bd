import { db } from './database'
import { withStore } from './errors'
import { getMeta } from './meta'
import { sendableOf } from './request'
import type { CarriedBundle, OutboxItem } from './rows'

/** So many that were delivered are remembered, to be shown. */
const MOST_DONE = 30

/** What this phone could hand over: its sendable changes in their order, and what signs them. */
export interface Handable {
  device: string
  key: CryptoKey
  changes: OutboxItem[]
}

/** Null without a key, which a browser has only on a secure page, and before anybody has joined. */
export async function readHandable(): Promise<Handable | null> {
  return await withStore(() =>
    db.transaction('r', db.outbox, db.meta, async () => {
      const device = await getMeta('device')
      const pair = await getMeta('key')
      const standing = await getMeta('standing')
      if (!device || !pair || !standing) return null
      const outbox = await db.outbox.orderBy('no').toArray()
      return { device, key: pair.privateKey, changes: sendableOf(outbox) }
    }),
  )
}

/** Keeps bundles of other phones until the server has answered for them. One that is there already
 * stays as it is. */
export async function keepCarried(bundles: CarriedBundle[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.carried, async () => {
      const there = new Set(await db.carried.toCollection().primaryKeys())
      await db.carried.bulkAdd(bundles.filter((one) => !there.has(one.id)))
    }),
  )
}

export async function waitingCarried(): Promise<CarriedBundle[]> {
  return await withStore(() => db.carried.where('state').equals('waiting').toArray())
}

/** The server has it: what it holds need not be kept here any longer. */
export async function carriedDelivered(id: string, at: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.carried, async () => {
      await change(id, { state: 'received', payload: new Uint8Array(), code: null, at })
      const done = await db.carried.where('state').equals('received').sortBy('at')
      await db.carried.bulkDelete(done.slice(0, -MOST_DONE).map((one) => one.id))
    }),
  )
}

/** The server would not take it, for ever or for now. Either way it is kept. */
export async function carriedRefused(id: string, code: string, forever: boolean): Promise<void> {
  const state = forever ? 'refused' : 'waiting'
  await withStore(() => db.transaction('rw', db.carried, () => change(id, { state, code })))
}

async function change(id: string, parts: Partial<CarriedBundle>): Promise<void> {
  const row = await db.carried.get(id)
  if (row) await db.carried.put({ ...row, ...parts })
}
