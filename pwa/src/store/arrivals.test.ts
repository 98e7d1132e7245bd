import { beforeEach, expect, it } from 'vitest'
import { joinedPhone, sync } from '../sync/test-phone'
import { good, type TestServer } from '../sync/test-server'
import { noteRead } from './note-read'
import { getSetting } from './settings'

const waits = {
  device: 'e0000000-0000-4000-8000-000000000001',
  member: 'c0000000-0000-4000-8000-000000000002',
  name: 'Minh',
  team: 'b0000000-0000-4000-8000-000000000001',
  state: 'pending' as const,
  at: '2026-11-24T02:00:00+00:00',
}
const key = `${waits.device}/${waits.member}/${waits.team}`

let phone: Awaited<ReturnType<typeof joinedPhone>>

beforeEach(async () => {
  phone = await joinedPhone()
})

/** One round in which the server speaks of these phones. */
async function hear(server: TestServer, arrivals?: unknown, reviews?: unknown): Promise<void> {
  const { channels } = server
  const cursor = Object.fromEntries(channels.map((channel) => [channel, 0]))
  const page = { seen: null, results: [], rows: [], more: false, digest: {}, upgrade: false }
  server.script.push(() => good({ ...page, channels, cursor, arrivals, reviews }))
  await sync(phone.ports)
}

it('keeps what the server last said of phones that wait', async () => {
  await hear(phone.server, [waits])
  expect(await getSetting('arrivals')).toEqual([waits])
  await hear(phone.server)
  expect(await getSetting('arrivals')).toEqual([])
})

it('keeps how much waits to be settled, and nothing of it once nobody leads here', async () => {
  await hear(phone.server, [waits], { [waits.team]: 2 })
  expect(await getSetting('reviews')).toEqual({ [waits.team]: 2 })
  await hear(phone.server)
  expect(await getSetting('reviews')).toEqual({})
})

it('remembers what was read as long as the server speaks of it', async () => {
  await hear(phone.server, [waits])
  await noteRead('knownPhones', [key])
  await hear(phone.server, [waits, { ...waits, member: 'another' }])
  expect(await getSetting('knownPhones')).toEqual([key])
  await hear(phone.server, [])
  expect(await getSetting('knownPhones')).toEqual([])
})
