import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../store/database'
import { getSetting } from '../store/settings'
import { Pace } from './backoff'
import type { Ports } from './ports'
import { edit, joinedPhone, record, sync } from './test-phone'
import { refusal, TEAM, type TestServer } from './test-server'

let server: TestServer
let ports: Ports

beforeEach(async () => {
  ;({ server, ports } = await joinedPhone())
})

/** The server in which nothing more of some changes may wait. */
function full(
  has: (changes: { id: string }[]) => boolean,
  details?: (ids: string[]) => string,
  all?: (ids: string[]) => string[],
) {
  const send = server.sendRound.bind(server)
  server.sendRound = async (body) => {
    const { changes } = body as { changes: { id: string }[] }
    if (changes.length === 0 || !has(changes)) return await send(body)
    const ids = changes.map(({ id }) => id)
    const every = all ? { changes: all(ids) } : {}
    const named = details ? { details: { change: details(ids), ...every } } : {}
    return { status: 429, body: { code: 'waiting_full', ...named }, retryAfter: 600 }
  }
  return () => {
    server.sendRound = send
  }
}

const idOf = async (id: string) =>
  (await db.outbox.toArray()).find((item) => item.record === id)?.id ?? ''

describe('429 for a push, PROTOCOL 4.5.6 to 4.5.8', () => {
  for (const code of ['push_in_work', 'pushed_too_much']) {
    it(`${code}: keeps everything, pulls what is there, and waits as it is asked`, async () => {
      await record()
      const told = server.put('c0000000-0000-4000-8000-000000000001', 'place', { name: 'Chợ' })
      server.script.push(() => refusal(429, code, 7))
      expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: 7 })
      expect(await db.base.get(told.id)).toBeDefined()
      expect(await db.outbox.toArray()).toMatchObject([{ error: null }])
      expect(server.requests.map(({ changes }) => changes.length)).toEqual([1, 0])
      await sync(ports)
      expect(await db.outbox.count()).toBe(0)
    })
  }

  it('pulls all pages although it may push nothing', async () => {
    await record()
    for (let n = 0; n < 5; n += 1) {
      server.put(`c0000000-0000-4000-8000-00000000000${n}`, 'place', { name: 'Chợ' })
    }
    server.pageRows = 2
    server.script.push(() => refusal(429, 'pushed_too_much', 7))
    expect(await sync(ports)).toMatchObject({ end: 'wait' })
    expect(await db.base.where('[kind+channel]').equals(['place', TEAM]).count()).toBe(5)
  })

  it('waiting_full on a phone that waits: fewer may fit in, else it pulls, and says so', async () => {
    for (let n = 0; n < 5; n += 1) await record()
    const room = full((changes) => server.known.size + changes.length > 2)
    expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: 600 })
    expect([server.known.size, await db.outbox.count()]).toEqual([2, 3])
    expect(server.requests.at(-1)?.changes).toEqual([])
    expect(await getSetting('full')).toBe(true)
    room()
    await sync(ports)
    expect([await db.outbox.count(), await getSetting('full')]).toEqual([0, false])
  })

  it('waiting_full that names a change holds up no other, nor an edit without its create', async () => {
    const first = await record()
    await edit(first, { people: 2 }, { people: 1 })
    const other = await record()
    const held = await idOf(first)
    const room = full(
      (changes) => changes.some(({ id }) => id === held),
      () => held,
    )
    const pace = new Pace()
    expect(await sync(ports, pace)).toMatchObject({ end: 'done' })
    expect(server.rows.has(other)).toBe(true)
    expect((await db.outbox.toArray()).map((item) => item.record)).toEqual([first, first])
    expect(await getSetting('full')).toBe(true)
    room()
    const later = new Date(ports.now().getTime() + 601_000)
    await sync({ ...ports, now: () => later }, pace)
    expect([await db.outbox.count(), await getSetting('full')]).toEqual([0, false])
  })

  it('waiting_full that names many leaves all of them out at once, and what is behind them goes', async () => {
    for (let n = 0; n < 25; n += 1) await record()
    const wrong = (await db.outbox.toArray()).map(({ id }) => id)
    const good = await record()
    full(
      (changes) => changes.some(({ id }) => wrong.includes(id)),
      (ids) => ids.find((id) => wrong.includes(id)) ?? '',
      (ids) => ids.filter((id) => wrong.includes(id)),
    )
    expect(await sync(ports)).toMatchObject({ end: 'done' })
    expect(server.rows.has(good)).toBe(true)
    expect((await db.outbox.toArray()).map(({ id }) => id).sort()).toEqual(wrong.sort())
    expect(server.requests.filter(({ changes }) => changes.length > 0).length).toBe(1)
  })

  it('waiting_full that names one after the other ends in a wait', async () => {
    for (let n = 0; n < 30; n += 1) await record()
    full(
      () => true,
      ([first]) => first ?? '',
    )
    expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: 600 })
    expect(await db.outbox.count()).toBe(30)
    expect(server.requests.at(-1)?.changes).toEqual([])
  })
})
