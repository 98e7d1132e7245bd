import 'fake-indexeddb/auto'
import { beforeEach, expect, it, vi } from 'vitest'
import { Gathering, readParcel } from '../rules/parcel'
import { db } from '../store/database'
import type { OutboxItem } from '../store/rows'
import { getSetting, putSetting } from '../store/settings'
import {
  type HandOver,
  importParcel,
  noteHandedOver,
  parcelOfFile,
  prepareHandOver,
} from './hand-over'

const DEVICE = '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6'
const TEAM = '0192f3c4-0000-7000-8000-000000000001'
const LAN = '0192f3c4-0000-7000-8000-000000000002'

const uuid = (n: number) =>
  `0192f3${(n % 256).toString(16).padStart(2, '0')}-5a6b-7${crypto.randomUUID().slice(15)}`

/** A usual session, as the card makes it. */
function session(no: number): OutboxItem {
  const services = ['DD01', 'DD04', 'TT04', 'DV01', 'AT01']
  return {
    id: uuid(no),
    no,
    author: LAN,
    op: 'create',
    kind: 'help_session',
    record: uuid(no),
    channel: `team:${TEAM}`,
    schema: 1,
    at: `2026-11-26T0${no % 9}:${String(no % 60).padStart(2, '0')}:07.123+07:00`,
    set: {
      day: '2026-11-26',
      start: `0${no % 9}:${String(no % 60).padStart(2, '0')}`,
      place_kind: 'NVH',
      people: 1 + (no % 3),
      age_band: 'KHONG',
      [`services.${services[no % services.length]}`]: { people: 1, outcome: 'XONG', reasons: [] },
    },
    tries: 0,
    error: null,
  }
}

async function holds(count: number): Promise<void> {
  await db.outbox.bulkAdd(Array.from({ length: count }, (_, at) => session(at + 1)))
}

async function made(line = ''): Promise<HandOver> {
  const done = await prepareHandOver(() => line)
  if (typeof done === 'string') throw new Error(done)
  return done
}

beforeEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()))
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  await putSetting('device', DEVICE)
  await putSetting('key', pair)
  await putSetting('publicKey', await crypto.subtle.exportKey('jwk', pair.publicKey))
  await putSetting('standing', 'welcome')
})

it.each([
  { count: 40, frames: 8 },
  { count: 300, frames: 40 },
])('$count sessions are in at most $frames frames', async ({ count, frames }) => {
  await holds(count)
  const done = await made()
  expect(done?.sessions).toBe(count)
  expect(done?.frames.length).toBeLessThanOrEqual(frames)
  // A person who opens the page for one session does not see an empty code.
  expect(done?.frames.length).toBeGreaterThan(0)
})

it('is signed by this phone, and says what is in it as it would be sent', async () => {
  await holds(3)
  const done = await made('Ba lượt của Lan')
  const gathering = new Gathering()
  for (const frame of done?.frames ?? []) gathering.add(frame)
  const bytes = await gathering.parcel()
  const parcel = bytes && readParcel(bytes)
  const [bundle] = parcel?.bundles ?? []
  if (!bundle) throw new Error('no bundle')
  const pair = await getSetting('key')
  const way = { name: 'ECDSA', hash: 'SHA-256' }
  const [signature, payload] = [bundle.signature, bundle.payload] as BufferSource[]
  if (!pair || !signature || !payload) throw new Error('no key')
  expect(await crypto.subtle.verify(way, pair.publicKey, signature, payload)).toBe(true)
  expect(pair.privateKey.extractable).toBe(false)
  const text = new Blob([payload]).stream().pipeThrough(new DecompressionStream('gzip'))
  const said = await new Response(text).json()
  const kept = await db.outbox.orderBy('no').toArray()
  const sent = kept.map(({ tries: _t, error: _e, ...change }) => change)
  expect(said).toMatchObject({ device: DEVICE, schema: 1, changes: sent })
  expect(done?.file.split('\n')[0]).toBe('Ba lượt của Lan')
  expect(await parcelOfFile(done?.file ?? '')).toEqual(parcel)
})

it('leaves the outbox as it is', async () => {
  await holds(5)
  const before = await db.outbox.toArray()
  const done = await made()
  await noteHandedOver('Minh', done.changes)
  expect(await db.outbox.toArray()).toEqual(before)
  expect((await getSetting('handed'))?.[0]?.changes).toHaveLength(5)
})

it('leaves out what could not be sent either', async () => {
  await holds(4)
  await db.outbox.where('no').equals(2).modify({ error: 'bad_value' })
  await db.outbox.where('no').equals(3).modify({ channel: null })
  expect((await made()).sessions).toBe(2)
})

it('counts no session that is void by the last word on it', async () => {
  await holds(3)
  const voids = { op: 'edit' as const, set: { status: 'void' }, prev: { status: 'live' } }
  const [first] = await db.outbox.where('no').equals(1).toArray()
  if (!first) throw new Error('nothing is held')
  await db.outbox.add({ ...first, id: crypto.randomUUID(), no: 90, ...voids })
  const done = await made()
  expect([done.sessions, done.changes.length]).toEqual([2, 4])
})

it('more than a request takes is more than one bundle', async () => {
  await holds(205)
  const parcel = await parcelOfFile((await made()).file ?? '')
  expect(parcel?.bundles).toHaveLength(2)
  expect(parcel?.sessions).toBe(205)
})

it('is nothing where there is nothing, or no key', async () => {
  expect(await prepareHandOver(String)).toBe('nothing')
  await holds(1)
  await db.outbox.where('no').equals(1).modify({ channel: null })
  expect(await prepareHandOver(String)).toBe('not_sendable')
  await db.meta.delete('key')
  expect(await prepareHandOver(String)).toBe('no_key')
})

it('a damaged copy keeps nobody from taking the good one', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  await holds(2)
  const parcel = await parcelOfFile((await made()).file)
  const [bundle] = parcel?.bundles ?? []
  if (!parcel || !bundle) throw new Error('no parcel')
  const damaged = { ...bundle, signature: bundle.signature.map((byte) => byte ^ 1) }
  await importParcel({ ...parcel, bundles: [damaged] })
  await importParcel({ ...parcel, bundles: [bundle, bundle] })
  expect(await db.carried.count()).toBe(2)
  vi.unstubAllGlobals()
})

it('what was taken is kept once, however often it is taken', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  await holds(205)
  const parcel = await parcelOfFile((await made()).file ?? '')
  if (!parcel) throw new Error('no parcel')
  await importParcel(parcel)
  await importParcel(parcel)
  const kept = await db.carried.toArray()
  expect(kept.map((one) => [one.state, one.device])).toEqual([
    ['waiting', DEVICE],
    ['waiting', DEVICE],
  ])
  expect(kept.reduce((sum, one) => sum + one.sessions, 0)).toBe(205)
  vi.unstubAllGlobals()
})

it('a file with one letter changed is no parcel', async () => {
  await holds(3)
  const { file } = await made('Từng Ngõ')
  const [line = '', text = ''] = file.split('\n')
  const at = Math.floor(text.length * 0.7)
  const other = text[at] === 'A' ? 'B' : 'A'
  const damaged = `${line}\n${text.slice(0, at)}${other}${text.slice(at + 1)}\n`
  expect(await parcelOfFile(file)).not.toBeNull()
  expect(await parcelOfFile(damaged)).toBeNull()
})
