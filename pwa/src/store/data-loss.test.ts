// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { freshStore, LAN, newId, record } from '../sync/test-phone'
import {
  detectDataLoss,
  dismissDataLoss,
  mayHaveLostData,
  noteKnownPhone,
  watchUnsent,
} from './data-loss'
import { db } from './database'
import { crowdKey } from './drafts'
import { writeChange } from './outbox'
import { getSetting, putSetting } from './settings'
import { readUnsentMarker } from './unsent-marker'

const PHONE = 'a0000000-0000-4000-8000-000000000002'
const AT = '2026-11-24T02:00:00+00:00'

const unsent = () => readUnsentMarker()?.unsent
const told = (count: number) => vi.waitFor(() => expect(unsent()).toBe(count))

let stop: () => void = () => undefined
afterEach(() => stop())

beforeEach(async () => {
  await freshStore()
  localStorage.clear()
})

it('a phone that nobody has used notes nothing', async () => {
  stop = watchUnsent()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(readUnsentMarker()).toBeNull()
})

it('notes a change before it is written, and takes back one that was not', async () => {
  await putSetting('standing', 'welcome')
  stop = watchUnsent()
  await told(0)
  const add = vi.spyOn(db.outbox, 'add').mockImplementation((() => {
    expect(unsent()).toBe(1)
    throw new Error('the medium is gone')
  }) as never)
  await expect(record()).rejects.toThrow('the medium is gone')
  expect(unsent()).toBe(0)
  add.mockRestore()
  const where = { id: newId(), kind: 'help_session', record: newId(), at: AT } as const
  await writeChange(where, () => null)
  expect(unsent()).toBe(0)
  await Promise.all([record(), record(), record()])
  expect(unsent()).toBeGreaterThanOrEqual(3)
  await told(3)
  await db.outbox.clear()
  await told(0)
})

it('counts people who are being counted, though they are no session yet', async () => {
  await putSetting('standing', 'welcome')
  stop = watchUnsent()
  await record()
  await told(1)
  await db.drafts.put({ key: crowdKey('lan/team'), value: { counts: { DD01: 1 } }, at: AT })
  await told(2)
  await db.drafts.put({ key: crowdKey('lan/team'), value: { counts: {} }, at: AT })
  await told(1)
})

it('what the note says of an emptied store is told until it is read', async () => {
  localStorage.setItem('tungngo.held', JSON.stringify({ unsent: 2, at: AT }))
  await detectDataLoss()
  expect(await getSetting('lost')).toEqual({ unsent: 2, at: AT })
  expect(await mayHaveLostData()).toBe(false)
  await dismissDataLoss()
  expect(await getSetting('lost')).toBeNull()
})

it('tells of a store that is thrown away while the page is open, by what it counted itself', async () => {
  await putSetting('device', LAN)
  await putSetting('standing', 'welcome')
  await putSetting('generation', 4)
  const gone = vi.fn()
  stop = watchUnsent(gone)
  await told(0)
  const noted = vi.spyOn(Storage.prototype, 'setItem')
  await record()
  // As begun, and as counted by who watches.
  await vi.waitFor(() => expect(noted.mock.calls.length).toBeGreaterThan(1))
  await told(1)
  localStorage.clear()
  await freshStore()
  await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce())
  expect(await getSetting('lost')).toEqual({ unsent: 1, at: expect.any(String) })
  expect(await getSetting('generation')).toBeGreaterThan(4)
  await putSetting('device', PHONE)
  await record()
  await told(1)
  expect(gone).toHaveBeenCalledOnce()
})

it('without a note the server is asked, before anybody joins', async () => {
  await detectDataLoss()
  expect(await mayHaveLostData()).toBe(true)
  await putSetting('device', 'a0000000-0000-4000-8000-000000000001')
  await detectDataLoss()
  await putSetting('standing', 'welcome')
  expect(await mayHaveLostData()).toBe(false)
  await noteKnownPhone({ device: PHONE, last_contact: AT, pending: 1 })
  expect(await getSetting('lost')).toBeUndefined()
})

it.each([
  { phone: null, lost: undefined },
  { phone: { device: LAN, last_contact: AT, pending: 0 }, lost: undefined },
  { phone: { device: PHONE, last_contact: AT, pending: 3 }, lost: { unsent: 3, at: AT } },
  { phone: { device: PHONE, last_contact: null, pending: null }, lost: { unsent: 0, at: null } },
])('tells what the server knows of another phone with this cookie: %o', async ({ phone, lost }) => {
  await detectDataLoss()
  await putSetting('device', LAN)
  await noteKnownPhone(phone)
  expect(await getSetting('lost')).toEqual(lost)
  expect(await mayHaveLostData()).toBe(false)
})
