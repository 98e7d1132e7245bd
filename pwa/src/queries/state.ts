import { deviceChannel } from '../rules/channel'
import { db } from '../store/database'
import { type ReadContext, type RecordView, readContext, viewRecords } from '../store/reading'
import { getSetting } from '../store/settings'
import { derived, type Live, live } from './live'
import { whereOf } from './session-view'
import { status } from './status'
import type { SyncState } from './types'

type Counted = Pick<
  SyncState,
  'here' | 'received' | 'attention' | 'lastContact' | 'oldest' | 'upgrade' | 'full'
>

/** The state that is always visible. Counts are of records. */
export function syncState(): Live<SyncState> {
  const read = live<Counted>('syncState', async () => {
    const context = await readContext()
    const held = await viewTouched(context)
    const where = held.map(whereOf)
    const own = await ownReceived(held)
    return {
      here: where.filter((one) => one === 'here').length,
      attention: where.filter((one) => one === 'attention').length,
      received: own,
      lastContact: (await getSetting('lastContact')) ?? null,
      oldest: (await db.outbox.orderBy('no').first())?.at ?? null,
      upgrade: (await getSetting('upgrade')) ?? false,
      full: (await getSetting('full')) ?? false,
    }
  })
  return derived('syncState', () => {
    const { sending, online, storage } = status.value
    return read.value && { ...read.value, sending, online, storage }
  })
}

async function viewTouched(context: ReadContext): Promise<RecordView[]> {
  const ids = [...context.outbox.keys(), ...context.open.keys(), ...(await uncounted())]
  return await viewRecords([...new Set(ids)], context)
}

/** Sessions that the server has whole and does not count: the phone was refused with them. */
export async function uncounted(): Promise<string[]> {
  const device = await getSetting('device')
  if (!device) return []
  const own = db.base.where('[kind+channel]').equals(['help_session', deviceChannel(device)])
  return (await own.toArray()).filter((row) => row.state === 'attention').map((row) => row.id)
}

/** Records this phone made that the server has and nobody need look at. */
async function ownReceived(held: RecordView[]): Promise<number> {
  const elsewhere = new Set(held.filter((one) => whereOf(one) !== 'received').map((one) => one.id))
  const kept = (await db.sent.toArray()).map((item) => item.record)
  const sent = new Set([...kept, ...((await getSetting('handedIn')) ?? [])])
  return [...sent].filter((record) => !elsewhere.has(record)).length
}

/** Whether what this phone shows is not what the server has, although it was fetched anew. */
export function isDiffering(): Live<boolean> {
  return live('differs', async () => ((await getSetting('differing')) ?? []).length > 0)
}
