import { db } from './database'
import { withStore } from './errors'
import { sendableOf } from './request'
import type { CarriedBundle, OutboxItem } from './rows'
import { getSetting, putSetting, type Settings } from './settings'

/** So many that were delivered are kept: to be shown, and to be brought to a restored server again. */
const MOST_DONE = 30

/** What this phone could hand over: its sendable changes in their order, and what signs them. */
export interface Handable {
  device: string
  key: CryptoKey
  changes: OutboxItem[]
  /** How many there are besides that cannot be sent now. */
  held: number
}

/** Null without a key, which a browser has only on a secure page, and before anybody has joined. */
export async function readHandable(): Promise<Handable | null> {
  return await withStore(() =>
    db.transaction('r', db.outbox, db.meta, async () => {
      const device = await getSetting('device')
      const pair = await getSetting('key')
      const standing = await getSetting('standing')
      if (!device || !pair || !standing) return null
      const outbox = await db.outbox.orderBy('no').toArray()
      const changes = sendableOf(outbox)
      return { device, key: pair.privateKey, changes, held: outbox.length - changes.length }
    }),
  )
}

type HandedNote = Settings['handed'][number]

/** Notes to whom something was handed, and forgets notes of what is in the outbox no more. */
export async function addHandedNote(note: HandedNote, most: number): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.outbox, db.meta, async () => {
      const there = new Set(await db.outbox.toCollection().primaryKeys())
      const notes = [...((await getSetting('handed')) ?? []), note]
      const alive = notes.filter((one) => one.changes.some((change) => there.has(change)))
      await putSetting('handed', alive.slice(-most))
    }),
  )
}

/** Keeps bundles of other phones until the server has answered for them. One that is there already
 * stays as it is. */
export async function saveCarried(bundles: CarriedBundle[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.carried, async () => {
      const there = new Set(await db.carried.toCollection().primaryKeys())
      const fresh = new Map(bundles.map((one) => [one.id, one]))
      await db.carried.bulkAdd([...fresh.values()].filter((one) => !there.has(one.id)))
    }),
  )
}

/** Somebody throws away what the server will never take. */
export async function dropCarried(id: string): Promise<void> {
  await withStore(() => db.carried.delete(id))
}

export async function waitingCarried(): Promise<CarriedBundle[]> {
  return await withStore(() => db.carried.where('state').equals('waiting').toArray())
}

/** The server has it. Of what was erased meanwhile (`gone`) no copy stays. PROTOCOL 8.3 */
export async function markDelivered(id: string, at: string, gone: boolean): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.carried, db.meta, async () => {
      const kept = await getSetting('serverNow')
      await change(id, {
        ...{ state: 'received', code: null, at },
        ...(gone && EMPTY),
        ...(kept !== undefined && { kept }),
      })
      const done = await db.carried.where('state').equals('received').sortBy('at')
      await db.carried.bulkDelete(done.slice(0, -MOST_DONE).map((one) => one.id))
    }),
  )
}

const EMPTY = { payload: new Uint8Array() }

/** Something was erased, here or there: what was delivered may hold it. Joins the transaction around
 * it. */
export async function emptyDelivered(before?: string): Promise<void> {
  const done = await db.carried.where('state').equals('received').toArray()
  const chosen = done.filter(({ kept = '' }) => before === undefined || kept < before)
  await db.carried.bulkPut(chosen.map((one) => ({ ...one, ...EMPTY })))
}

/** The server came back from a backup, and may not have it any more; joins the transaction around
 * it. Whoever made it may have lost the phone since. PROTOCOL 8.3 */
export async function resendCarried(): Promise<void> {
  const done = await db.carried.where('state').equals('received').toArray()
  // A version before this one kept nothing of what was delivered.
  const whole = done.filter(({ payload }) => payload.length > 0)
  await db.carried.bulkPut(whole.map((one) => ({ ...one, state: 'waiting' })))
}

/** The server would not take it, for ever or for now. Either way it is kept. */
export async function markRefused(
  id: string,
  code: string,
  forever: boolean,
  tried: string,
): Promise<void> {
  const state = forever ? 'refused' : 'waiting'
  await withStore(() => db.transaction('rw', db.carried, () => change(id, { state, code, tried })))
}

async function change(id: string, parts: Partial<CarriedBundle>): Promise<void> {
  const row = await db.carried.get(id)
  if (row) await db.carried.put({ ...row, ...parts })
}
