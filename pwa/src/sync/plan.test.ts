import { beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '../api/http'
import { pathOf } from '../api/paths'
import { NOBODY } from '../store/acting'
import { db } from '../store/database'
import { getDeskAnswer } from '../store/desk/read'
import { getSetting, putSetting } from '../store/settings'
import { refresh } from './desk'
import { refreshPlan } from './plan'
import { joinedPhone } from './test-phone'
import { Silence, TEAM } from './test-server'

const KEY = pathOf('/api/teams/{team_id}/plan', { team_id: TEAM.slice(5) })
const MINUTE = 60_000

const server = vi.hoisted(() => ({
  online: true,
  asked: [] as string[],
  acting: null as string | null,
  answer: {} as Partial<Answer>,
}))

vi.mock('../api/desk', () => ({
  readDesk: async (asked: string, _etag: string | null, acting: string | null) => {
    if (!server.online) throw new Silence()
    server.asked.push(asked)
    server.acting = acting
    return { status: 200, body: null, etag: null, retryAfter: null, ...server.answer }
  },
}))

const pin = { salt: new Uint8Array(1), hash: new Uint8Array(1), rounds: 1, resets: {} }
const lock = (member: string) =>
  putSetting('pins', { [member]: { ...pin, wrong: 0, wrongAt: null } })
const told = (on: string) => ({ body: { on, targets: [], activities: [] } })
const kept = async () => (await getDeskAnswer(KEY))?.body

beforeEach(async () => {
  await joinedPhone()
  Object.assign(server, { online: true, asked: [], answer: told('2026-11-24') })
})

it('asks for the team of who holds the phone, and not again within ten minutes', async () => {
  await refreshPlan()
  await refreshPlan()
  expect(server.asked).toEqual([KEY])
  expect(await kept()).toEqual(told('2026-11-24').body)
  server.answer = told('2026-11-25')
  await refreshPlan(new Date(Date.now() + 11 * MINUTE))
  expect(await kept()).toEqual(told('2026-11-25').body)
})

it('asks at once where a round has told that it was changed', async () => {
  server.answer = { body: { ...told('2026-11-24').body, version: 1 } }
  const row = { ver: 1, h: '', state: 'counted' as const, f: { plan: 1 } }
  await db.base.put({ ...row, id: TEAM.slice(5), kind: 'team', channel: TEAM })
  await refreshPlan()
  await refreshPlan()
  expect(server.asked).toHaveLength(1)
  await db.base.put({ ...row, id: TEAM.slice(5), kind: 'team', channel: TEAM, f: { plan: 2 } })
  server.answer = { body: { ...told('2026-11-24').body, version: 2 } }
  await refreshPlan()
  await refreshPlan()
  expect(server.asked).toHaveLength(2)
})

it('keeps what was told last where no network is, and asks with the next one', async () => {
  await refreshPlan()
  server.online = false
  const later = new Date(Date.now() + 11 * MINUTE)
  await refreshPlan(later)
  expect(await kept()).toEqual(told('2026-11-24').body)
  server.online = true
  await refreshPlan(later)
  expect(server.asked).toHaveLength(2)
})

it('does not ask for who waits to be let in, nor behind a locked screen', async () => {
  const [lan] = (await getSetting('enrolments')) ?? []
  if (!lan) throw new Error('nobody has joined')
  await putSetting('enrolments', [{ ...lan, state: 'pending' }])
  await refreshPlan()
  await putSetting('enrolments', [lan])
  await lock(lan.member)
  await refreshPlan()
  expect(server.asked).toEqual([])
})

it('asks in the name that it looked at, though the screen is locked meanwhile', async () => {
  const [lan] = (await getSetting('enrolments')) ?? []
  if (!lan) throw new Error('nobody has joined')
  await refresh(KEY, lan.member)
  expect(server.acting).toBe(lan.member)
  await lock(lan.member)
  await refresh(KEY)
  expect(server.acting).toBe(NOBODY)
  await refresh(KEY, lan.member)
  expect(server.acting).toBe(lan.member)
})
