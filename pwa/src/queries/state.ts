import { deviceChannel } from '../rules/channel'
import { db } from '../store/database'
import { type ReadContext, type RecordView, readContext, viewRecords } from '../store/reading'
import type { CarriedBundle } from '../store/rows'
import { getSetting } from '../store/settings'
import { derived, type Live, live } from './live'
import { isSession, whereOf } from './session-view'
import { status } from './status'
import type { SyncState, Where } from './types'

type Counted = Pick<
  SyncState,
  | 'here'
  | 'received'
  | 'attention'
  | 'others'
  | 'carried'
  | 'bundles'
  | 'lastContact'
  | 'oldest'
  | 'upgrade'
  | 'full'
>

/** The state that is always visible. */
export function syncState(): Live<SyncState> {
  const read = live<Counted>('syncState', async () => {
    const context = await readContext()
    const held = await viewTouched(context)
    const bundles = await db.carried.where('state').equals('waiting').toArray()
    const standing = (where: Where) => held.filter((one) => whereOf(one) === where)
    const [here, attention] = [standing('here'), standing('attention')]
    const sessions = (views: RecordView[]) => views.filter(isSession).length
    return {
      here: sessions(here),
      attention: sessions(attention),
      others: {
        here: here.length - sessions(here),
        attention: attention.length - sessions(attention),
      },
      received: await ownReceived(held),
      carried: sessionsIn(bundles),
      bundles: bundles.length,
      lastContact: (await getSetting('lastContact')) ?? null,
      oldest: [...context.outbox.values()][0]?.[0]?.at ?? null,
      upgrade: (await getSetting('upgrade')) ?? false,
      full: (await getSetting('full')) ?? false,
    }
  })
  return derived('syncState', () => {
    const { sending, online, storage } = status.value
    return read.value && { ...read.value, sending, online, storage }
  })
}

/** A phone shows all that it has not sent, each time: of what came from one, the most counts. */
function sessionsIn(bundles: CarriedBundle[]): number {
  const byMost = bundles.sort((a, b) => a.sessions - b.sessions)
  const most = new Map(byMost.map(({ device, sessions }) => [device, sessions]))
  return [...most.values()].reduce((sum, one) => sum + one, 0)
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

/** Sessions this phone made that the server has and nobody need look at. */
async function ownReceived(held: RecordView[]): Promise<number> {
  const elsewhere = held.filter((one) => whereOf(one) !== 'received').map((one) => one.id)
  const [sent, older] = await Promise.all([db.sent.toArray(), sessionsHandedIn()])
  const made = new Set(older)
  const voided = new Set<string>()
  for (const { kind, op, record, set } of sent.sort((a, b) => a.no - b.no)) {
    if (kind !== 'help_session') continue
    if (op === 'create') made.add(record)
    // what was said of it last stands
    if (set.status === 'void') voided.add(record)
    else if (set.status) voided.delete(record)
  }
  for (const record of [...elsewhere, ...voided]) made.delete(record)
  return made.size
}

/** Of what was sent so long ago that only its ids are kept, all that is a session. */
async function sessionsHandedIn(): Promise<string[]> {
  const all = (await getSetting('handedIn')) ?? []
  if (all.length === 0) return all
  const others = new Set(await db.base.where('kind').notEqual('help_session').primaryKeys())
  return all.filter((id) => !others.has(id))
}
