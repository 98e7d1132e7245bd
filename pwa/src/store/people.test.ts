import { beforeEach, expect, it } from 'vitest'
import type { Enrolment, Row } from '../rules/types'
import { edit, freshStore, LAN, record, SESSION } from '../sync/test-phone'
import { DEVICE, TEAM } from '../sync/test-server'
import { bindJoined } from './bind-people'
import { db } from './database'
import { currentPerson } from './people'
import { putSetting } from './settings'

const OTHER = '7c000000-0000-4000-8000-000000000002'
const lan: Enrolment = {
  member: LAN,
  member_name: 'Lan',
  team: TEAM.slice(5),
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'approved',
  phrase: null,
  channel: TEAM,
}
const elsewhere = { ...lan, team: OTHER, team_name: 'Phổ An', channel: `team:${OTHER}` }

async function told(...enrolments: Enrolment[]): Promise<void> {
  const row = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...row, f: { enrolments, state: 'approved' } } as unknown as Row)
}

beforeEach(async () => {
  await freshStore()
  await putSetting('device', DEVICE)
  await bindJoined(lan, null)
})

it('goes on in the other team when the server moved somebody there', async () => {
  await told({ ...lan, state: 'ended' }, elsewhere)
  expect(await currentPerson()).toEqual(elsewhere)
  const id = await record()
  const [change] = await db.outbox.where('record').equals(id).toArray()
  expect([change?.author, change?.channel]).toEqual([LAN, `team:${OTHER}`])
})

it('stays in the chosen team as long as that one lets in, and waits where it does not', async () => {
  await told(lan, elsewhere)
  expect((await currentPerson())?.team).toBe(lan.team)
  await told({ ...lan, state: 'refused' }, elsewhere)
  expect(await currentPerson()).toBeNull()
})

it('never acts as another person of the phone', async () => {
  const ha = { ...elsewhere, member: 'c0000000-0000-4000-8000-0000000000aa', member_name: 'Hà' }
  await told({ ...lan, state: 'ended' }, ha)
  expect(await currentPerson()).toBeNull()
})

it('sends an edit where its record is, whatever team its author joins next', async () => {
  const old = await record()
  const row = { id: old, kind: 'help_session', channel: TEAM, ver: 2, h: '', state: 'counted' }
  await db.base.put({ ...row, f: { ...SESSION, author: LAN, team: lan.team } } as unknown as Row)
  await db.outbox.clear()
  await told({ ...lan, state: 'refused' })
  const [changed, made] = [await edit(old, { people: 2 }, { people: 1 }), await record()]
  await bindJoined(elsewhere, null)
  expect(await db.outbox.get(changed)).toMatchObject({ channel: TEAM, author: LAN })
  const [create] = await db.outbox.where('record').equals(made).toArray()
  expect(create).toMatchObject({ channel: `team:${OTHER}`, author: LAN })
})

it('takes what was recorded before anybody had joined along, to who joins and to the team', async () => {
  await freshStore()
  await putSetting('device', DEVICE)
  const id = await record()
  const [before] = await db.outbox.where('record').equals(id).toArray()
  expect([before?.author, before?.channel]).toEqual([null, null])
  await bindJoined(lan, null)
  const [bound] = await db.outbox.where('record').equals(id).toArray()
  expect([bound?.author, bound?.channel]).toEqual([LAN, TEAM])
})
