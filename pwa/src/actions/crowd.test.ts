import { beforeEach, expect, it, vi } from 'vitest'
import { putDraft } from '../store/change-drafts'
import { type Crowd, IDLE_MS, peopleOf, tapped } from '../store/crowd'
import { db } from '../store/database'
import { crowdKey } from '../store/drafts'
import { newId } from '../store/ids'
import { getSetting, putSetting } from '../store/settings'
import { freshStore } from '../sync/test-phone'
import { closeCrowd, closeIdleCrowd, count } from './crowd'
import { join } from './join'
import { chooseCurrentPerson } from './phone'

vi.mock('./after-save', () => ({ afterSave: () => undefined }))

const KEY = crowdKey('')
const fresh: Crowd = {
  record: '',
  day: '2026-11-25',
  start: '08:00',
  placeKind: 'CHO',
  place: null,
  companions: [],
  counts: {},
  again: 0,
  taps: [],
  version: 0,
  at: 0,
}

const tap = (code: string, n = 1) => count(KEY, { tap: { id: newId(), code, n } }, fresh)
const stored = async () => (await db.drafts.get(KEY))?.value as Crowd | undefined
const sessions = async () => (await db.outbox.orderBy('no').toArray()).map((item) => item.set)

beforeEach(freshStore)

it('keeps each of sixty taps, and makes one session of them', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, at) => tap(at % 3 ? 'DD01' : 'DD05')))
  expect((await stored())?.counts).toEqual({ DD05: 20, DD01: 40 })
  const closed = await closeCrowd(KEY)
  expect(closed.ok && closed.crowd && tapped(closed.crowd)).toBe(60)
  expect(await stored()).toBeUndefined()
  expect(await sessions()).toEqual([
    {
      age_band: 'KHONGHOI',
      companions: [],
      day: '2026-11-25',
      people: 60,
      place: undefined,
      place_kind: 'CHO',
      'services.DD01': { people: 40, outcome: 'XONG', reasons: [] },
      'services.DD05': { people: 20, outcome: 'XONG', reasons: [] },
      start: '08:00',
      status: 'live',
    },
  ])
})

it('counts a tap once, however often it is tried', async () => {
  const step = { tap: { id: newId(), code: 'DD01', n: 2 } }
  await count(KEY, step, fresh)
  await count(KEY, step, fresh)
  expect((await stored())?.counts).toEqual({ DD01: 2 })
})

it('takes back the tap that was meant, once, and no other', async () => {
  await tap('DD01')
  await tap('DD05', 10)
  const last = (await stored())?.taps.slice(-1)[0]?.id ?? ''
  await count(KEY, { back: last }, fresh)
  await count(KEY, { back: last }, fresh)
  expect((await stored())?.counts).toEqual({ DD01: 1 })
})

it('counts whom it helped with two things as one person, and never too few', async () => {
  await tap('DD01', 5)
  await tap('DD05', 3)
  await count(KEY, { set: { again: 3 } }, fresh)
  expect(peopleOf((await stored()) as Crowd)).toBe(5)
  const last = (await stored())?.taps.slice(-1)[0]?.id ?? ''
  await count(KEY, { back: last }, fresh)
  expect(peopleOf((await stored()) as Crowd)).toBe(5)
  await closeCrowd(KEY)
  expect((await sessions())[0]?.people).toBe(5)
})

it('begins the next session where one is full, and loses nobody', async () => {
  await tap('DD01', 499)
  await tap('DD05', 1)
  await tap('DD02', 7)
  await closeCrowd(KEY)
  expect((await sessions()).map((set) => set.people)).toEqual([500, 7])
})

it('saves nothing where nobody was counted', async () => {
  expect(await closeCrowd(KEY)).toEqual({ ok: true, crowd: null })
  await count(KEY, { set: { placeKind: 'NVH' } }, fresh)
  expect(await closeCrowd(KEY)).toEqual({ ok: true, crowd: null })
  expect(await stored()).toBeUndefined()
  expect(await db.outbox.count()).toBe(0)
})

it('is one session although two windows end it', async () => {
  await tap('DD01', 3)
  await Promise.all([closeCrowd(KEY), closeCrowd(KEY), closeIdleCrowd(0)])
  expect((await sessions()).map((set) => set.people)).toEqual([3])
})

it('saves what another window counts while this one ends it, now or as the next', async () => {
  await tap('DD01', 3)
  await Promise.all([closeCrowd(KEY), tap('DD01', 4)])
  await closeCrowd(KEY)
  const people = (await sessions()).map((set) => Number(set.people))
  expect(people.reduce((a, b) => a + b, 0)).toBe(7)
})

it('ends by itself after a quarter of an hour, and not before', async () => {
  await tap('DD01', 3)
  const crowd = (await stored()) as Crowd
  const touched = (ago: number) => putDraft(KEY, { ...crowd, at: Date.now() - ago }, 'then')
  await touched(IDLE_MS - 5_000)
  await closeIdleCrowd()
  expect(await db.outbox.count()).toBe(0)
  await touched(IDLE_MS)
  await closeIdleCrowd()
  expect((await sessions()).map((set) => set.people)).toEqual([3])
})

it('ends by itself on a clock that was set back a year', async () => {
  await tap('DD01')
  const crowd = (await stored()) as Crowd
  await putDraft(KEY, { ...crowd, at: Date.now() + 31_536_000_000 }, 'then')
  await closeIdleCrowd()
  expect(await db.outbox.count()).toBe(1)
})

it('stays as it was where the store is full, and says so', async () => {
  await tap('DD01', 3)
  vi.spyOn(db.outbox, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(await closeCrowd(KEY)).toMatchObject({ ok: false, problem: 'storage_full' })
  vi.restoreAllMocks()
  expect((await stored())?.counts).toEqual({ DD01: 3 })
})

it('becomes a session of who counted when the phone changes hands', async () => {
  await tap('DD01', 3)
  await chooseCurrentPerson(newId(), newId())
  expect(await sessions()).toHaveLength(1)
  expect((await db.outbox.toArray())[0]?.author).toBeNull()
})

it('is not left behind in a team that its person was moved out of', async () => {
  const [member, old, next] = [newId(), newId(), newId()]
  await count(crowdKey(`${member}/${old}`), { tap: { id: newId(), code: 'DD01', n: 4 } }, fresh)
  await putSetting('person', { member, team: next })
  await closeIdleCrowd()
  expect((await sessions()).map((set) => set.people)).toEqual([4])
  expect(await db.drafts.count()).toBe(0)
})

it('is not left behind under an id that was merged into that of its person', async () => {
  const [member, old, team] = [newId(), newId(), newId()]
  const lan = { member_name: 'Lan', team_name: 'Phổ Cường', role: 'volunteer' } as const
  const told = { ...lan, member, team, phrase: null, channel: `team:${team}`, merged: [old] }
  await count(crowdKey(`${old}/${team}`), { tap: { id: newId(), code: 'DD01', n: 27 } }, fresh)
  await putSetting('person', { member, team })
  await putSetting('enrolments', [{ ...told, state: 'approved' }])
  await closeIdleCrowd()
  expect((await sessions()).map((set) => set.people)).toEqual([27])
  expect(await db.drafts.count()).toBe(0)
})

it('keeps nobody from taking the phone where it cannot be ended', async () => {
  await tap('DD01', 3)
  vi.spyOn(db.outbox, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const member = newId()
  await chooseCurrentPerson(member, newId())
  vi.restoreAllMocks()
  expect((await getSetting('person'))?.member).toBe(member)
  expect((await stored())?.counts).toEqual({ DD01: 3 })
})

it('becomes a session before somebody joins, and then theirs', async () => {
  await tap('DD01', 3)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  await join('ABCDEFGHJK', 'Lan', true).catch(() => undefined)
  vi.unstubAllGlobals()
  expect(await stored()).toBeUndefined()
  expect((await sessions()).map((set) => set.people)).toEqual([3])
})
