import { beforeEach, expect, it } from 'vitest'
import { joinedPhone, LAN } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import { actingMember, NOBODY } from './acting'
import { bindJoined, choosePerson } from './bind-people'
import { db } from './database'
import { beginRead, putDeskAnswer } from './desk/answers'
import { putPin } from './pins'
import { setStatus } from './status'

const HA = 'c0000000-0000-4000-8000-00000000003c'
const team = TEAM.slice(5)
const PIN = { salt: new Uint8Array(16), hash: new Uint8Array(32), rounds: 1 }

beforeEach(async () => {
  await joinedPhone()
  setStatus({ unlocked: null })
})

it('is who holds the phone, and nobody while that screen is locked', async () => {
  await choosePerson(LAN, team)
  expect(await actingMember()).toBe(LAN)
  await putPin(LAN, PIN)
  expect(await actingMember()).toBe(NOBODY)
  setStatus({ unlocked: LAN })
  expect(await actingMember()).toBe(LAN)
})

it('is nobody in particular where nobody has joined', async () => {
  await db.meta.clear()
  expect(await actingMember()).toBeNull()
})

const ha = { member: HA, member_name: 'Hà', team, team_name: 'Phổ Cường', channel: TEAM }
const joined = { ...ha, role: 'lead', state: 'approved', phrase: null } as const
const keys = async () => (await db.desk.toArray()).map(({ key }) => key)

it('leaves to the next one who is signed in and what the team is out for, and nothing else', async () => {
  await bindJoined(joined, null)
  const at = '2026-11-24T02:00:00.000Z'
  const plan = `/api/teams/${team}/plan`
  for (const key of ['/api/session', '/api/phones', plan, '/api/teams/other/plan']) {
    const asking = await beginRead(key)
    if (asking) await putDeskAnswer(asking, { at, etag: null, body: {} })
  }
  const late = await beginRead('/api/review')
  await choosePerson(HA, team)
  expect(await keys()).toHaveLength(4)
  await choosePerson(LAN, team)
  expect(await keys()).toEqual(['/api/session', plan])
  if (late) await putDeskAnswer(late, { at, etag: null, body: {} })
  expect(await keys()).toEqual(['/api/session', plan])
})
