import { beforeEach, expect, it, vi } from 'vitest'
import type { Answer } from '../api/http'
import { db } from '../store/database'
import { isLeaving } from '../store/desk/answers'
import { getDeskAnswer } from '../store/desk/read'
import { change, goOnAt, refresh, reportSignOut, signInAt, signOutAt } from './desk'
import { onSessionExpiry } from './session-expiry'
import { freshStore } from './test-phone'
import { Silence } from './test-server'

const ACCOUNTS = '/api/accounts'
const SESSION = '/api/session'

/** What the server would say, and what it was asked, "GET /api/accounts". */
const server = vi.hoisted(() => ({
  online: true,
  asked: [] as string[],
  answer: async (_asked: string): Promise<Partial<Answer>> => ({}),
}))

vi.mock('../api/desk', () => {
  const ask = async (asked: string) => {
    if (!server.online) throw new Silence()
    server.asked.push(asked)
    return {
      status: 200,
      body: null,
      etag: null,
      retryAfter: null,
      ...(await server.answer(asked)),
    }
  }
  return {
    readDesk: (key: string) => ask(`GET ${key}`),
    writeDesk: (method: string, key: string) => ask(`${method} ${key}`),
  }
})

const rows = (...names: string[]) => ({ body: { rows: names } })
const shown = async (key = ACCOUNTS) => (await getDeskAnswer(key))?.body ?? null

beforeEach(async () => {
  await freshStore()
  server.online = true
  server.asked = []
  server.answer = async () => rows('Sơn')
})

/** Answers that come when they are let go, in the order of their asking. */
function holdBack(): ((answer: Partial<Answer>) => void)[] {
  const held: ((answer: Partial<Answer>) => void)[] = []
  server.answer = () => new Promise((resolve) => held.push(resolve))
  return held
}

it('keeps the answer of the later asking, whichever comes last', async () => {
  const held = holdBack()
  const first = refresh(ACCOUNTS)
  await vi.waitFor(() => expect(held).toHaveLength(1))
  const second = refresh(ACCOUNTS)
  await vi.waitFor(() => expect(held).toHaveLength(2))
  held[1]?.(rows('new'))
  await second
  held[0]?.(rows('old'))
  await first
  expect(await shown()).toEqual({ rows: ['new'] })
})

it('an answer that is on its way when somebody signs out is not kept', async () => {
  const held = holdBack()
  const asking = refresh(ACCOUNTS)
  await vi.waitFor(() => expect(held).toHaveLength(1))
  server.answer = async () => ({ status: 204 })
  expect((await (await signOutAt()).told).ok).toBe(true)
  held[0]?.(rows('Sơn'))
  await asking
  expect(await db.desk.count()).toBe(0)
})

it('is kept here before anybody is told, so that closing the app does not undo it', async () => {
  await refresh(ACCOUNTS)
  const held = holdBack()
  const { told } = await signOutAt()
  expect([await db.desk.count(), await isLeaving()]).toEqual([0, true])
  await vi.waitFor(() => expect(held).toHaveLength(1))
  held[0]?.({ status: 204 })
  expect(await told).toMatchObject({ ok: true })
})

it('signed out with no network, nothing is read before the server has heard of it', async () => {
  await refresh(ACCOUNTS)
  server.online = false
  expect(await (await signOutAt()).told).toMatchObject({ ok: false, problem: 'unreachable' })
  expect(await shown()).toBeNull()
  expect(await refresh(ACCOUNTS)).toMatchObject({ problem: 'unreachable' })
  expect(await change('POST', ACCOUNTS, {}, [])).toMatchObject({ problem: 'unreachable' })
  server.online = true
  server.asked = []
  server.answer = async () => ({ status: 204 })
  expect(await refresh(ACCOUNTS)).toMatchObject({ problem: 'unauthenticated' })
  expect(server.asked).toEqual([`DELETE ${SESSION}`])
  expect([await shown(), await isLeaving()]).toEqual([null, false])
})

it('who has joined on this phone is answered on without the session that has ended', async () => {
  server.online = false
  await (await signOutAt()).told
  server.online = true
  server.asked = []
  server.answer = async (asked) => (asked.startsWith('DELETE') ? { status: 204 } : rows('Sơn'))
  expect(await refresh(ACCOUNTS, 'm1')).toMatchObject({ ok: true })
  expect(server.asked).toEqual([`DELETE ${SESSION}`, `GET ${ACCOUNTS}`])
})

it('a sign-out is told by whoever hears of the network while an attempt still fails', async () => {
  const held = holdBack()
  const { told } = await signOutAt()
  await vi.waitFor(() => expect(held).toHaveLength(1))
  const again = reportSignOut()
  server.answer = async () => ({ status: 204 })
  held[0]?.({ status: 503, body: { code: 'x' } })
  expect((await told).ok).toBe(false)
  expect(await again).toMatchObject({ ok: true })
  expect(await isLeaving()).toBe(false)
})

it.each([
  { status: 401, over: true },
  { status: 503, over: false },
])('a sign-out is told until the session is over: $status', async ({ status, over }) => {
  server.answer = async () => ({ status, body: { code: 'x' } })
  expect((await (await signOutAt()).told).ok).toBe(over)
  expect(await isLeaving()).toBe(!over)
})

it('whoever signs in next begins with the own answers only', async () => {
  server.online = false
  await (await signOutAt()).told
  server.online = true
  server.asked = []
  server.answer = async (asked) => (asked.startsWith('POST') ? rows('Quân') : { status: 503 })
  await signInAt(SESSION, { login: 'quan', password: 'x' })
  expect(server.asked).toEqual([`DELETE ${SESSION}`, `POST ${SESSION}`])
  expect([await shown(SESSION), await isLeaving()]).toEqual([{ rows: ['Quân'] }, false])
})

it('a session that ended late takes nothing from who has signed in since', async () => {
  const held = holdBack()
  const asking = refresh(ACCOUNTS)
  await vi.waitFor(() => expect(held).toHaveLength(1))
  server.answer = async () => rows('Quân')
  await signInAt(SESSION, { login: 'quan', password: 'x' })
  held[0]?.({ status: 401, body: { code: 'unauthenticated' } })
  await asking
  expect(await shown(SESSION)).toEqual({ rows: ['Quân'] })
})

it.each([403, 404])('what may not be seen any more goes: %d', async (status) => {
  await refresh(ACCOUNTS)
  await refresh('/api/units')
  server.answer = async () => ({ status, body: { code: 'x' } })
  await refresh(ACCOUNTS)
  expect([await shown(), await shown('/api/units')]).toEqual([null, { rows: ['Sơn'] }])
})

it('keeps the newest answers only, and always who is signed in', async () => {
  await signInAt(SESSION, { login: 'son', password: 'x' })
  for (let n = 0; n < 230; n += 1) await refresh(`/api/help-sessions/${n}`)
  expect(await db.desk.count()).toBeLessThanOrEqual(200)
  expect(await shown(SESSION)).not.toBeNull()
  expect(await shown('/api/help-sessions/0')).toBeNull()
  expect(await shown('/api/help-sessions/60')).not.toBeNull()
})

it('after a change asks anew for all it changed at once, and for nothing without a network', async () => {
  const held = holdBack()
  const changing = change('POST', ACCOUNTS, {}, ['/api/a', '/api/b'])
  await vi.waitFor(() => expect(held).toHaveLength(1))
  held[0]?.({ status: 409, body: { code: 'login_taken' } })
  await vi.waitFor(() => expect(server.asked).toHaveLength(3))
  for (const answer of held) answer(rows())
  expect(await changing).toMatchObject({ problem: 'login_taken' })
  server.online = false
  server.asked = []
  const read = vi.spyOn(db.desk, 'get')
  expect(await change('POST', ACCOUNTS, {}, ['/api/a'])).toMatchObject({ problem: 'unreachable' })
  expect(read).not.toHaveBeenCalled()
})

it('promises no sending again of what a person asked for', async () => {
  const said = async (answer: Partial<Answer>) => {
    server.answer = async () => answer
    const told = await change('POST', ACCOUNTS, {}, [])
    return told.ok ? null : told.problem
  }
  expect(await said({ status: 502 })).toBe('server_trouble')
  expect(await said({ status: 503, body: { code: 'server_busy' } })).toBe('server_trouble')
  expect(await said({ status: 507, body: { code: 'server_full' } })).toBe('server_full')
  expect(await said({ status: 409, body: { code: 'already_there' } })).toBe('already_there')
})

const kept = async () => (await getDeskAnswer(SESSION))?.body ?? null
const unfinished = {
  status: 403,
  body: { code: 'sign_in_unfinished', details: { stage: 'enrol' } },
}

it('a session that is not finished is asked for its stage, whatever was wanted of it', async () => {
  for (const want of [() => refresh(ACCOUNTS), () => change('POST', ACCOUNTS, {}, [ACCOUNTS])]) {
    await freshStore()
    server.asked = []
    server.answer = async (asked) =>
      asked === `GET ${SESSION}` ? { body: { stage: 'enrol' } } : unfinished
    expect(await want()).toMatchObject({ ok: false, problem: 'sign_in_unfinished' })
    expect(server.asked).toHaveLength(2)
    expect(server.asked[1]).toBe(`GET ${SESSION}`)
    expect(await kept()).toEqual({ stage: 'enrol' })
  }
})

it('what was shown before stays while a sign-in is not finished', async () => {
  await refresh(ACCOUNTS)
  server.answer = async (asked) =>
    asked === `GET ${SESSION}` ? { body: { stage: 'factor' } } : unfinished
  await refresh(ACCOUNTS)
  expect(await shown()).toEqual({ rows: ['Sơn'] })
})

it('keeps each stage of a sign-in, and nothing of one that ended meanwhile', async () => {
  server.answer = async () => ({ body: { stage: 'factor' } })
  await signInAt(SESSION, { login: 'son', password: 'x' })
  server.answer = async () => ({ status: 401, body: { code: 'bad_factor' } })
  expect(await goOnAt(`${SESSION}/factor`, { code: '1' })).toMatchObject({
    problem: 'bad_factor',
  })
  expect(await kept()).toEqual({ stage: 'factor' })
  server.answer = async () => ({ body: { stage: 'ready' } })
  await goOnAt(`${SESSION}/factor`, { code: '2' })
  expect(await kept()).toEqual({ stage: 'ready' })
  server.answer = async () => ({ status: 401, body: { code: 'unauthenticated' } })
  await goOnAt(`${SESSION}/factor`, { code: '3' })
  expect(await kept()).toBeNull()
})

it('says how long the server asks to wait', async () => {
  const slow = { status: 429, body: { code: 'too_many_attempts' }, retryAfter: 700 }
  server.answer = async () => slow
  expect(await signInAt(SESSION, {})).toMatchObject({ ok: false, retryAfter: 700 })
})

it('an answer to what was asked before the last step takes nothing of the session away', async () => {
  server.answer = async () => ({ body: { stage: 'factor' } })
  await signInAt(SESSION, { login: 'son', password: 'x' })
  const held = holdBack()
  const asking = refresh(SESSION)
  await vi.waitFor(() => expect(held).toHaveLength(1))
  server.answer = async () => ({ body: { stage: 'ready' } })
  await goOnAt(`${SESSION}/factor`, { code: '1' })
  held[0]?.({ status: 401, body: { code: 'unauthenticated' } })
  await asking
  expect(await kept()).toEqual({ stage: 'ready' })
})

const session = (id: string) => ({ body: { account: { id }, stage: 'ready' } })

it.each([
  ['who was at work', 'son', { rows: ['Sơn'] }],
  ['somebody else', 'quan', null],
])('what was refused is sent again once %s signs in', async (_, id, there) => {
  server.answer = async (asked) => (asked.startsWith('GET') ? rows('Sơn') : session('son'))
  await signInAt(SESSION, {})
  await refresh(ACCOUNTS)
  const ended = { status: 401, body: { code: 'unauthenticated' } }
  server.answer = async () => ended
  onSessionExpiry(async (wrote) => {
    expect(wrote).toBe(true)
    server.answer = async () => session(id)
    return (await signInAt(SESSION, {})).ok
  })
  server.asked = []
  expect(await change('POST', ACCOUNTS, {}, [])).toMatchObject({ ok: true })
  expect(server.asked).toEqual([`POST ${ACCOUNTS}`, `POST ${SESSION}`, `POST ${ACCOUNTS}`])
  expect(await shown()).toEqual(there)
  onSessionExpiry(null)
})
