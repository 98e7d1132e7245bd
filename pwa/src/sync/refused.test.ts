import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../store/database'
import { getSetting } from '../store/settings'
import { Pace } from './backoff'
import type { Ports } from './ports'
import { edit, joinedPhone, record, sync } from './test-phone'
import { good, refusal, type TestServer } from './test-server'

let server: TestServer
let ports: Ports

beforeEach(async () => {
  ;({ server, ports } = await joinedPhone())
})

describe('an answer for the whole request', () => {
  for (const status of [400, 413, 415, 422]) {
    it(`${status}: halves down to the one bad change and sets it aside`, async () => {
      for (let n = 0; n < 8; n += 1) await record()
      const poison = (await db.outbox.orderBy('no').toArray())[4]
      const send = server.sendRound.bind(server)
      server.sendRound = async (body) => {
        const { changes } = body as { changes: { id: string }[] }
        if (changes.some((change) => change.id === poison?.id)) return refusal(status, 'bad_json')
        return await send(body)
      }
      await sync(ports)
      expect(await db.outbox.toArray()).toMatchObject([{ id: poison?.id, error: 'bad_json' }])
      expect(await db.sent.count()).toBe(7)
    })
  }

  it('keeps the edits of a record back as long as its create is set aside', async () => {
    const kept = await record()
    const [create] = await db.outbox.toArray()
    await db.outbox.update(create?.id ?? '', { error: 'bad_json' })
    await edit(kept, { people: 2 }, { people: 1 })
    const other = await record()
    await sync(ports)
    expect((await db.outbox.toArray()).map((item) => item.record)).toEqual([kept, kept])
    expect((await db.sent.toArray()).map((item) => item.record)).toEqual([other])
  })

  it('a bad change alone hides no restored server: base is built anew, then it is set aside', async () => {
    await record()
    await sync(ports)
    const restore = server.snapshot()
    const lost = await record()
    await sync(ports)
    restore()
    await record()
    const poison = (await db.outbox.toArray())[0]
    const send = server.sendRound.bind(server)
    server.sendRound = async (body) => {
      const { changes } = body as { changes: { id: string }[] }
      if (changes.some((change) => change.id === poison?.id)) return refusal(422, 'invalid_shape')
      return await send(body)
    }
    await sync(ports)
    expect(await db.outbox.toArray()).toMatchObject([{ id: poison?.id, error: 'invalid_shape' }])
    expect(server.rows.has(lost)).toBe(true)
  })

  it('sets nothing aside when the request is refused without any change too', async () => {
    await record()
    server.sendRound = async () => refusal(422, 'invalid_shape')
    expect(await sync(ports)).toMatchObject({ end: 'wait' })
    expect(await db.outbox.toArray()).toMatchObject([{ error: null }])
  })

  it('500 on one change alone: five times, then it is set aside', async () => {
    await record()
    const send = server.sendRound.bind(server)
    server.sendRound = async (body) =>
      (body as { changes: unknown[] }).changes.length > 0 ? refusal(500, 'internal') : send(body)
    const pace = new Pace()
    for (let n = 0; n < 4; n += 1) await sync(ports, pace)
    expect(await db.outbox.toArray()).toMatchObject([{ error: null }])
    await sync(ports, pace)
    expect(await db.outbox.toArray()).toMatchObject([{ error: 'internal' }])
  })

  it('401: nothing is deleted, and recording goes on', async () => {
    const id = await record()
    await sync(ports)
    await record()
    server.script.push(() => refusal(401, 'device_unknown'))
    expect(await sync(ports)).toEqual({ end: 'stopped' })
    expect(await getSetting('standing')).toBe('signed_out')
    expect(await db.base.get(id)).toBeDefined()
    await record()
    expect(await db.outbox.count()).toBe(2)
    await sync(ports)
    expect(await getSetting('standing')).toBe('welcome')
    expect(await db.outbox.count()).toBe(0)
  })

  it('400 once of a lone change: the way spoiled it, and nothing is set aside', async () => {
    await record()
    server.script.push(() => refusal(400, 'bad_json'))
    expect(await sync(ports)).toMatchObject({ end: 'done' })
    expect(await db.outbox.count()).toBe(0)
  })

  it('401 with the way it joined still known: joins once more and goes on', async () => {
    await record()
    ports.rejoin = async () => 'joined'
    server.script.push(() => refusal(401, 'device_unknown'))
    expect(await sync(ports)).toMatchObject({ end: 'done' })
    expect(await getSetting('standing')).toBe('welcome')
    expect(await db.outbox.count()).toBe(0)
  })

  it('401 again right after joining once more: signed out, and asks no third time', async () => {
    await record()
    let joins = 0
    ports.rejoin = async () => {
      joins += 1
      return 'joined'
    }
    const pace = new Pace()
    for (const _ of [1, 2]) server.script.push(() => refusal(401, 'device_unknown'))
    expect(await sync(ports, pace)).toEqual({ end: 'stopped' })
    expect([joins, await getSetting('standing')]).toEqual([1, 'signed_out'])
    expect(await sync(ports, pace)).toMatchObject({ end: 'done' })
    server.script.push(() => refusal(401, 'device_unknown'))
    expect(await sync(ports, pace)).toMatchObject({ end: 'done' })
    expect([joins, await getSetting('standing')]).toEqual([2, 'welcome'])
  })

  it('401 and no network to join once more: waits, and is not signed out', async () => {
    await record()
    ports.rejoin = async () => ({ retryAfter: null })
    server.script.push(() => refusal(401, 'device_unknown'))
    expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: null })
    expect(await getSetting('standing')).toBe('welcome')
  })

  it('429 and 503: says how long the server asked to wait', async () => {
    server.script.push(() => refusal(429, 'too_many_attempts', 30))
    expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: 30 })
    server.script.push(() => refusal(503, 'server_busy', 5))
    expect(await sync(ports)).toEqual({ end: 'wait', retryAfter: 5 })
  })

  it('an app that is too old pushes and pulls nothing', async () => {
    const id = await record()
    await sync(ports)
    await record()
    server.script.push((request) =>
      good({
        seen: null,
        results: request.changes.map((change) => ({
          id: change.id,
          verdict: 'applied',
          code: null,
          fields: [],
        })),
        channels: [],
        rows: [],
        cursor: {},
        more: false,
        upgrade: true,
      }),
    )
    await sync(ports)
    expect(await getSetting('upgrade')).toBe(true)
    expect(await db.outbox.count()).toBe(0)
    expect(await db.base.get(id)).toBeDefined()
  })

  it('a revoked phone pushes; the rows of its channels go, its changes do not', async () => {
    const id = await record()
    await sync(ports)
    const late = await record()
    server.channels = []
    server.verdicts.set(late, { verdict: 'review', code: 'not_member' })
    await sync(ports)
    expect(await getSetting('standing')).toBe('revoked')
    expect(await db.base.get(id)).toBeUndefined()
    expect(await db.sent.count()).toBe(2)
  })
})
