import { beforeEach, expect, it } from 'vitest'
import { joinedPhone, LAN, record, SESSION, sync } from '../sync/test-phone'
import { TEAM, type TestServer } from '../sync/test-server'
import { readCorrections } from './corrections'
import { getSetting, putSetting } from './settings'

const HA = 'c0000000-0000-4000-8000-000000000003'
const team = TEAM.slice('team:'.length)

let phone: Awaited<ReturnType<typeof joinedPhone>>
let server: TestServer

beforeEach(async () => {
  phone = await joinedPhone()
  ;({ server } = phone)
})

const unread = async () => (await getSetting('corrections')) ?? []

/** The server has the session like that by now, and the phone hears of it. */
async function changed(id: string, author: string, corrected?: object): Promise<void> {
  server.put(id, 'help_session', { ...SESSION, author, team, ...(corrected && { corrected }) })
  await sync(phone.ports)
}

it('notes that somebody else changed an own session, until it is read', async () => {
  const id = await record()
  await sync(phone.ports)
  await changed(id, LAN, { by: HA, why: 'Trùng buổi sáng' })
  expect(await unread()).toEqual([id])
  await changed(id, LAN, { by: HA, why: 'Trùng buổi sáng' })
  await readCorrections([id])
  expect(await unread()).toEqual([])
  await changed(id, LAN, { by: HA, why: 'Trùng buổi sáng' })
  expect(await unread()).toEqual([])
  await changed(id, LAN, { name: 'Sơn', why: 'Đếm lại' })
  expect(await unread()).toEqual([id])
})

it('says nothing of what others on other phones recorded', async () => {
  const id = 'f0000000-0000-4000-8000-000000000001'
  await changed(id, HA)
  await changed(id, HA, { by: 'somebody', why: 'Đếm lại' })
  expect(await unread()).toEqual([])
})

it('tells a lead that the author took a session back', async () => {
  const id = 'f0000000-0000-4000-8000-000000000002'
  const enrolments = (await getSetting('enrolments')) ?? []
  await putSetting(
    'enrolments',
    enrolments.map((one) => ({ ...one, role: 'lead' as const })),
  )
  await changed(id, HA, { by: LAN, why: 'Trùng' })
  expect(await unread()).toEqual([])
  await changed(id, HA, { by: HA, why: 'Hai buổi khác nhau' })
  expect(await unread()).toEqual([id])
})

it('does not tell a new phone of old corrections', async () => {
  const id = 'f0000000-0000-4000-8000-000000000003'
  await changed(id, LAN, { by: HA, why: 'Trùng' })
  expect(await unread()).toEqual([])
})
