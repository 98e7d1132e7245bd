import { deviceChannel } from '../rules/channel'
import { db } from '../store/database'
import { type Around, type Held, holdRecords, readAround, touched } from '../store/reading'
import { getMeta } from '../store/settings'
import { derived, type Live, live } from './live'
import { latestFirst, troubleOf, underWay, viewOf, whereOf } from './session-view'
import { status } from './status'
import type { Listed, Lists, OtherView, SyncState, Where } from './types'

type Counted = Pick<
  SyncState,
  'here' | 'received' | 'attention' | 'lastContact' | 'oldest' | 'upgrade' | 'full'
>

/** The state that is always visible. Counts are of records. */
export function syncState(): Live<SyncState> {
  const read = live<Counted>('syncState', async () => {
    const around = await readAround()
    const held = await holdTouched(around)
    const where = held.map(whereOf)
    const own = await ownReceived(held)
    return {
      here: where.filter((one) => one === 'here').length,
      attention: where.filter((one) => one === 'attention').length,
      received: own,
      lastContact: (await getMeta('lastContact')) ?? null,
      oldest: (await db.outbox.orderBy('no').first())?.at ?? null,
      upgrade: (await getMeta('upgrade')) ?? false,
      full: (await getMeta('full')) ?? false,
    }
  })
  return derived('syncState', () => {
    const { sending, online, storage } = status.value
    return read.value && { ...read.value, sending, online, storage }
  })
}

async function holdTouched(around: Around): Promise<Held[]> {
  const ids = [...around.outbox.keys(), ...around.open.keys(), ...(await uncounted())]
  return await holdRecords([...new Set(ids)], around)
}

/** Sessions that the server has whole and does not count: the phone was refused with them. */
async function uncounted(): Promise<string[]> {
  const device = await getMeta('device')
  if (!device) return []
  const own = db.base.where('[kind+channel]').equals(['help_session', deviceChannel(device)])
  return (await own.toArray()).filter((row) => row.state === 'attention').map((row) => row.id)
}

/** Records this phone made that the server has and nobody need look at. */
async function ownReceived(held: Held[]): Promise<number> {
  const elsewhere = new Set(held.filter((one) => whereOf(one) !== 'received').map((one) => one.id))
  const kept = (await db.sent.toArray()).map((item) => item.record)
  const sent = new Set([...kept, ...((await getMeta('handedIn')) ?? [])])
  return [...sent].filter((record) => !elsewhere.has(record)).length
}

const LATEST = 100

/** What stands in one of the states, latest first; `received` gives the latest 100 of this phone.
 * What is on its way stands among what is here: a try that comes and goes moves no line under a finger. */
export function lists(where: Listed): Live<Lists> {
  const read = live(`lists ${where}`, async () => {
    const around = await readAround()
    const ids = where === 'received' ? await recentlySent() : []
    const own = [...around.outbox.keys(), ...around.open.keys(), ...(await uncounted())]
    const all = [...new Set([...ids, ...own])]
    const sessions = touched('help_session', around)
    const held = await holdRecords(all, around)
    const views = held.flatMap((one) =>
      isSession(one, sessions) ? (viewOf(one, around) ?? []) : [],
    )
    return {
      sessions: views.sort(latestFirst),
      others: held.flatMap((one) => otherOf(one, around)),
    }
  })
  return derived(`lists ${where}`, () => {
    const { inFlight } = status.value
    if (!read.value) return undefined
    const stand = <T extends { where: Where; changes: string[] }>(views: T[]) =>
      views.filter((view) => view.where === where).map((view) => underWay(view, inFlight))
    return { sessions: stand(read.value.sessions), others: stand(read.value.others) }
  })
}

async function recentlySent(): Promise<string[]> {
  const items = await db.sent.orderBy('sentAt').reverse().limit(LATEST).toArray()
  const older = items.length < LATEST ? ((await getMeta('handedIn')) ?? []).slice(-LATEST) : []
  return [...new Set([...items.map((item) => item.record), ...older])]
}

function isSession(held: Held, sessions: string[]): boolean {
  return held.row ? held.row.kind === 'help_session' : sessions.includes(held.id)
}

function titleOf({ id, fields, waiting, open }: Held, around: Around): string {
  const kind = (waiting[0] ?? open[0])?.kind
  if (kind === 'member') return String(fields?.name ?? '')
  return kind === 'place' ? (around.places.get(id) ?? '') : ''
}

/** Another kind than a session, or a session that is no more (erased): a line without its fields. */
function otherOf(held: Held, around: Around): OtherView[] {
  const item = held.waiting[0] ?? held.open[0]
  if (!item || (item.kind === 'help_session' && held.fields)) return []
  const title = titleOf(held, around)
  return [
    {
      id: held.id,
      kind: item.kind,
      title,
      where: whereOf(held),
      problem: troubleOf(held),
      changes: held.waiting.map((one) => one.id),
    },
  ]
}
