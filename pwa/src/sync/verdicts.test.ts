import { beforeEach, describe, expect, it } from 'vitest'
import { troubleOf, whereOf } from '../queries/session-view'
import type { Verdict } from '../rules/types'
import { db } from '../store/database'
import { readContext, viewRecords } from '../store/reading'
import { getSetting, putSetting } from '../store/settings'
import { applyVerdicts, dismissSent } from '../store/verdicts'
import type { Ports } from './ports'
import { Clock, edit, joinedPhone, portsOf, record, sync } from './test-phone'
import { DEVICE, good, Silence, TEAM, type TestServer } from './test-server'

let server: TestServer
let ports: Ports

beforeEach(async () => {
  ;({ server, ports } = await joinedPhone())
})

describe('the newest commit that a phone has heard of', () => {
  it('is never taken back by an answer that tells of an older one', async () => {
    await putSetting('seen', [10, 'aaaaaaaa'])
    const mark = { generation: 0, writes: 0, seen: [10, 'aaaaaaaa'] as [number, string] }
    await applyVerdicts([], [5, 'bbbbbbbb'], mark, '2026-11-24T02:00:00+00:00')
    expect(await getSetting('seen')).toEqual([10, 'aaaaaaaa'])
    await applyVerdicts([], [11, 'cccccccc'], mark, '2026-11-24T02:00:00+00:00')
    expect(await getSetting('seen')).toEqual([11, 'cccccccc'])
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

  it('applied, of a record that was erased meanwhile: no copy stays', async () => {
    const id = await record()
    server.beforeAnswer = () => {
      server.beforeAnswer = null
      throw new Silence()
    }
    await sync(ports)
    const erased = server.put(id, 'help_session', {}, TEAM, { state: 'void', erased: true })
    const [waiting] = await db.outbox.toArray()
    await db.base.put(erased) // by a page, before the change was sent again
    const known = server.known.get(waiting?.id ?? '')
    if (known) known.row = erased
    await sync(ports)
    expect(await db.outbox.count()).toBe(0)
    expect(await db.sent.count()).toBe(0)
  })

  it('a row that came with a verdict leaves with its channel, though no page of it came', async () => {
    await record()
    ports.store.applyPage = async () => {
      throw new Error('killed')
    }
    await sync(ports).catch(() => undefined)
    expect(await db.base.count()).toBe(1)
    server.channels = []
    await sync(portsOf(server, new Clock()))
    expect(await db.base.count()).toBe(0)
  })

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
    const settle = (n: number, field: string, outcome = 'accepted') =>
      server.put(
        `e0000000-0000-4000-8000-00000000001${n}`,
        'settlement',
        { change, record: id, outcome, fields: [field], reason: null },
        `device:${DEVICE}`,
      )
    settle(1, 'people')
    await sync(ports)
    expect(await db.sent.get(change)).toMatchObject({ fields: ['start'], open: 1 })
    settle(2, 'start', 'edited')
    await sync(ports)
    expect((await db.sent.get(change))?.open).toBeUndefined()
  })

  for (const outcomes of [
    ['refused', 'accepted'],
    ['accepted', 'refused'],
    ['refused', 'edited'],
    ['edited', 'refused'],
  ]) {
    it(`conflict: one ${outcomes.join(', then one ')}: the refusal stays until it is read`, async () => {
      const id = await record()
      await sync(ports)
      server.put(id, 'help_session', { ...(await db.base.get(id))?.f, people: 5, start: '10:00' })
      const change = await edit(id, { people: 2, start: '08:00' }, { people: 1, start: '09:00' })
      await sync(ports)
      for (const [n, field] of ['people', 'start'].entries()) {
        const outcome = outcomes[n]
        const reason = outcome === 'refused' ? 'Đã hỏi lại' : null
        server.put(
          `e0000000-0000-4000-8000-00000000004${n}`,
          'settlement',
          { change, record: id, outcome, fields: [field], reason },
          `device:${DEVICE}`,
        )
        await sync(ports)
        const around = await readContext()
        const [held] = await viewRecords([id], around)
        expect(held && whereOf(held)).toBe(n === 0 ? 'attention' : 'received')
        expect(held && troubleOf(held)).toMatchObject(
          n === 0
            ? { code: 'conflict', sent: { fields: ['start'] }, canDismiss: false }
            : {
                code: 'refused',
                sent: {
                  fields: [outcomes[0] === 'refused' ? 'people' : 'start'],
                  settled: { reason: 'Đã hỏi lại' },
                },
                canDismiss: true,
              },
        )
      }
      await dismissSent(change)
      expect(await db.sent.where('open').equals(1).count()).toBe(0)
    })
  }

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

  it.each([
    ['closes what it replaces', {}, 0],
    ['of another person leaves it open', { author: 'a0000000-0000-4000-8000-000000000099' }, 1],
  ])('a correction %s', async (_, other, open) => {
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
      ...other,
    })
    await sync(ports)
    expect(await db.sent.where('open').equals(1).count()).toBe(open)
  })
})

describe('a record that is erased in a channel that the phone reads no more', () => {
  it('leaves no copy of what was sent of it, whichever comes first', async () => {
    const id = await record()
    await sync(ports)
    const [sent] = await db.sent.toArray()
    await edit(id, { people: 4 }, { people: 1 })
    server.channels = ['catalogue', `device:${DEVICE}`]
    const told = { change: sent?.id, record: id, outcome: 'erased', fields: [] }
    server.put('e0000000-0000-4000-8000-000000000009', 'settlement', told, `device:${DEVICE}`)
    server.verdicts.set(id, { verdict: 'gone', code: 'erased' })
    await sync(ports)
    expect((await db.sent.toArray()).map((item) => [item.verdict, item.set])).toEqual([
      ['gone', {}],
    ])
    expect(await db.outbox.count()).toBe(0)
  })
})
