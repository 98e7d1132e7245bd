import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../local/database'
import { getMeta, putMeta } from '../local/meta'
import { dismissSent } from '../local/notices'
import type { Verdict } from '../rules/types'
import { Pace } from './pace'
import type { Ports } from './ports'
import { type Clock, edit, freshStore, joinedPhone, portsOf, record, sync } from './test-phone'
import { DEVICE, good, refusal, Silence, TEAM, type TestServer } from './test-server'

let server: TestServer
let ports: Ports
let clock: Clock

beforeEach(async () => {
  ;({ server, ports, clock } = await joinedPhone())
})

describe('a round', () => {
  it('pushes, takes the verdict and the row, and leaves nothing behind', async () => {
    const id = await record()
    expect(await sync(ports)).toEqual({ end: 'done', left: false })
    expect(await db.outbox.count()).toBe(0)
    expect(await db.sent.toArray()).toMatchObject([{ record: id, verdict: 'applied', no: 1 }])
    expect(await db.base.get(id)).toMatchObject({ ver: 1, state: 'counted' })
    expect(await getMeta('seen')).toEqual([1, 'tag1-0'])
    expect((await getMeta('cursors'))?.[TEAM]).toBe(1)
    expect(await getMeta('complete')).toBe(true)
  })

  it('sends nothing before anybody has joined', async () => {
    await freshStore()
    await putMeta('device', DEVICE)
    await record()
    expect(await sync(ports)).toEqual({ end: 'stopped' })
    expect(server.requests).toHaveLength(0)
  })

  it('asks again after a lost answer and counts once', async () => {
    await record()
    server.beforeAnswer = () => {
      server.beforeAnswer = null
      throw new Silence()
    }
    expect(await sync(ports)).toMatchObject({ end: 'wait' })
    expect(await db.outbox.count()).toBe(1)
    await sync(ports)
    expect(await db.outbox.count()).toBe(0)
    expect(server.rows.size).toBe(1)
  })

  it('killed between verdicts and page, still knows the newest commit it heard of', async () => {
    await record()
    const takePage = () => Promise.reject(new Error('killed'))
    await expect(sync({ ...ports, store: { ...ports.store, takePage } })).rejects.toThrow('killed')
    expect(await getMeta('seen')).toEqual([1, 'tag1-0'])
    expect(await db.outbox.count()).toBe(0)
    await sync(ports)
    expect((await getMeta('cursors'))?.[TEAM]).toBe(1)
  })

  it('sends in order, at most so many at once', async () => {
    for (let n = 0; n < 7; n += 1) await record()
    const pace = new Pace()
    pace.size = 3
    await sync(ports, pace)
    expect(server.requests.map((one) => one.changes.map((change) => change.no))).toEqual([
      [1, 2, 3],
      [4, 5, 6, 7],
    ])
  })

  it('takes no body that is not an answer of ours', async () => {
    await record()
    server.script.push(() => good({ hello: 'captive portal' }))
    expect(await sync(ports)).toMatchObject({ end: 'wait' })
    expect(await db.outbox.count()).toBe(1)
  })

  it('never takes an older row for a newer one', async () => {
    const id = await record()
    await sync(ports)
    const row = await db.base.get(id)
    server.script.push(() =>
      good({
        seen: null,
        results: [],
        channels: server.channels,
        rows: [{ ...row, ver: 0, f: {} }],
        cursor: {},
        more: false,
        digest: {},
      }),
    )
    await sync(ports)
    expect(await db.base.get(id)).toEqual(row)
  })
})

describe('the verdicts', () => {
  const attention: Verdict[] = ['held', 'review', 'id_reuse']
  for (const verdict of attention) {
    it(`${verdict}: the change is kept, and shown until it is settled`, async () => {
      const id = await record()
      server.verdicts.set(id, { verdict, code: 'not_member' })
      await sync(ports)
      const [sent] = await db.sent.toArray()
      expect(sent).toMatchObject({ record: id, verdict, code: 'not_member', open: 1 })
      expect(sent?.set).toMatchObject({ people: 1 })
      await dismissSent(sent?.id ?? '') // it is not a person's to wave away
      expect(await db.sent.get(sent?.id ?? '')).toMatchObject({ open: 1 })
      const settlement = {
        change: sent?.id,
        record: id,
        outcome: 'refused',
        fields: [],
        reason: 'Trùng',
      }
      server.put(
        'e0000000-0000-4000-8000-000000000001',
        'settlement',
        settlement,
        `device:${DEVICE}`,
      )
      await sync(ports)
      const closed = await db.sent.get(sent?.id ?? '')
      expect(closed?.settled).toEqual({ outcome: 'refused', reason: 'Trùng' })
      await dismissSent(sent?.id ?? '')
      expect(await db.sent.where('open').equals(1).count()).toBe(0)
    })
  }

  it('conflict: one settled field leaves the other open', async () => {
    const id = await record()
    await sync(ports)
    server.put(id, 'help_session', { ...(await db.base.get(id))?.f, people: 5, start: '10:00' })
    const change = await edit(id, { people: 2, start: '08:00' }, { people: 1, start: '09:00' })
    await sync(ports)
    expect(await db.sent.get(change)).toMatchObject({
      verdict: 'conflict',
      fields: ['people', 'start'],
    })
    const settle = (n: number, field: string) =>
      server.put(
        `e0000000-0000-4000-8000-00000000001${n}`,
        'settlement',
        { change, record: id, outcome: 'accepted', fields: [field], reason: null },
        `device:${DEVICE}`,
      )
    settle(1, 'people')
    await sync(ports)
    expect(await db.sent.get(change)).toMatchObject({ fields: ['start'], open: 1 })
    settle(2, 'start')
    await sync(ports)
    expect((await db.sent.get(change))?.open).toBeUndefined()
  })

  it('closes at once what was settled before its verdict came', async () => {
    const id = await record()
    const [item] = await db.outbox.toArray()
    server.verdicts.set(id, { verdict: 'review', code: 'not_member' })
    server.put(
      'e0000000-0000-4000-8000-000000000021',
      'settlement',
      { change: item?.id, record: id, outcome: 'accepted', fields: [], reason: null },
      `device:${DEVICE}`,
    )
    server.script.push((request) => ({
      ...good({
        ...request,
        results: [],
        rows: [...server.rows.values()],
        channels: server.channels,
        cursor: {},
      }),
    }))
    await sync(ports)
    await sync(ports)
    expect((await db.sent.toArray())[0]?.open).toBeUndefined()
  })

  it('gone: no copy of the record is left, and the person is told', async () => {
    const id = await record({ note: 'cần quay lại' })
    await sync(ports)
    const change = await edit(id, { people: 2 }, { people: 1 })
    server.verdicts.set(id, { verdict: 'gone' })
    await sync(ports)
    const left = await db.sent.where('record').equals(id).toArray()
    expect(left).toMatchObject([{ id: change, verdict: 'gone', code: 'erased', set: {}, open: 1 }])
    expect(left[0]).not.toHaveProperty('prev')
  })

  it('an erased row takes the sent copies with it', async () => {
    const id = await record({ note: 'cần quay lại' })
    await sync(ports)
    server.put(id, 'help_session', {}, TEAM, { state: 'void', erased: true })
    await sync(ports)
    expect(await db.sent.count()).toBe(0)
  })

  it('screened: received, with a notice', async () => {
    const id = await record({ note: 'gọi 09…' })
    server.verdicts.set(id, { verdict: 'applied', code: 'screened', fields: ['note'] })
    await sync(ports)
    expect(await db.sent.toArray()).toMatchObject([
      { verdict: 'applied', code: 'screened', open: 1 },
    ])
  })

  it('applied with a day that needs a look: told, and kept', async () => {
    const id = await record()
    server.verdicts.set(id, { verdict: 'applied', code: 'bad_day' })
    await sync(ports)
    expect(await db.sent.toArray()).toMatchObject([
      { verdict: 'applied', code: 'bad_day', open: 1 },
    ])
    expect(await db.base.get(id)).toBeDefined()
  })

  it('retry: stays in the outbox, and is set aside after five', async () => {
    const id = await record()
    const other = await record()
    server.verdicts.set(id, { verdict: 'retry', code: 'internal_failure' })
    for (let n = 0; n < 4; n += 1) expect(await sync(ports)).toMatchObject({ end: 'wait' })
    expect(await db.outbox.toArray()).toMatchObject([{ record: id, tries: 4, error: null }])
    await sync(ports)
    expect(await db.outbox.toArray()).toMatchObject([{ error: 'internal_failure' }])
    expect(await db.base.get(other)).toBeDefined()
    await sync(ports)
    expect(server.requests.at(-1)?.changes).toEqual([])
  })

  it('a correction closes what it replaces', async () => {
    const id = await record()
    const [first] = await db.outbox.toArray()
    server.verdicts.set(id, { verdict: 'review', code: 'bad_day' })
    await sync(ports)
    server.verdicts.clear()
    await db.outbox.add({
      ...(first as NonNullable<typeof first>),
      id: 'e0000000-0000-4000-8000-000000000031',
      no: 2,
      replaces: first?.id ?? '',
    })
    await sync(ports)
    expect(await db.sent.where('open').equals(1).count()).toBe(0)
  })
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
    expect(await getMeta('standing')).toBe('signed_out')
    expect(await db.base.get(id)).toBeDefined()
    await record()
    expect(await db.outbox.count()).toBe(2)
    await sync(ports)
    expect(await getMeta('standing')).toBe('welcome')
    expect(await db.outbox.count()).toBe(0)
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
    expect(await getMeta('upgrade')).toBe(true)
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
    expect(await getMeta('standing')).toBe('revoked')
    expect(await db.base.get(id)).toBeUndefined()
    expect(await db.sent.count()).toBe(2)
  })
})

describe('two senders', () => {
  it('double nothing', async () => {
    for (let n = 0; n < 5; n += 1) await record()
    const other = portsOf(server, clock)
    await Promise.all([sync(ports), sync(other)])
    expect(await db.outbox.count()).toBe(0)
    expect(await db.sent.count()).toBe(5)
    expect(server.rows.size).toBe(5)
  })
})
