import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '../store/database'
import { getSetting, putSetting } from '../store/settings'
import { Pace } from './backoff'
import type { Ports } from './ports'
import { type Clock, freshStore, joinedPhone, portsOf, record, sync } from './test-phone'
import { DEVICE, good, Silence, TEAM, type TestServer } from './test-server'

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
    expect(await getSetting('seen')).toEqual([1, 'tag1-0'])
    expect((await getSetting('cursors'))?.[TEAM]).toBe(1)
    expect(await getSetting('complete')).toBe(true)
  })

  it('knows for a lead who was there when everything had come, and nobody who came later', async () => {
    const [lead] = (await getSetting('enrolments')) ?? []
    await putSetting('enrolments', [{ ...(lead as NonNullable<typeof lead>), role: 'lead' }])
    server.put('row of Minh', 'member', { name: 'Minh' })
    await sync(ports)
    expect(await getSetting('knownMembers')).toEqual({ [TEAM.slice(5)]: ['row of Minh'] })
    server.put('row of Nga', 'member', { name: 'Nga' })
    await sync(ports)
    expect(await getSetting('knownMembers')).toEqual({ [TEAM.slice(5)]: ['row of Minh'] })
  })

  it('sends nothing before anybody has joined', async () => {
    await freshStore()
    await putSetting('device', DEVICE)
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
    const applyPage = () => Promise.reject(new Error('killed'))
    await expect(sync({ ...ports, store: { ...ports.store, applyPage } })).rejects.toThrow('killed')
    expect(await getSetting('seen')).toEqual([1, 'tag1-0'])
    expect(await db.outbox.count()).toBe(0)
    await sync(ports)
    expect((await getSetting('cursors'))?.[TEAM]).toBe(1)
  })

  it('says how ready the phone is, where that is known', async () => {
    const known = { installed: true, persisted: null, room_mb: 812, browser: 'Chrome 120' }
    const ready = { ...known, ready: false, lacks: 'kept' as const }
    await sync({ ...ports, readiness: () => ready })
    await sync(ports)
    const [first, second] = server.requests
    expect(first?.ready).toEqual(ready)
    expect(second?.ready).toBeNull()
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

  it('gets larger only where it was full, and quick with all that came with it', async () => {
    const pace = new Pace()
    const small = async () => {
      pace.size = 2
      for (let n = 0; n < 3; n += 1) await record()
    }
    await sync(ports, pace)
    expect(pace.size).toBe(50)
    await small()
    await sync(ports, pace)
    expect(pace.size).toBe(4)
    await small()
    const applyVerdicts: Ports['store']['applyVerdicts'] = async (...result) => {
      clock.ms += 6_000
      return await ports.store.applyVerdicts(...result)
    }
    await sync({ ...ports, store: { ...ports.store, applyVerdicts } }, pace)
    expect(pace.size).toBe(2)
  })

  it('has been let in again by an answer, whether or not it can be kept', async () => {
    const pace = new Pace()
    pace.rejoined = true
    const applyVerdicts = () => Promise.reject(new Error('full'))
    const failing = { ...ports, store: { ...ports.store, applyVerdicts } }
    await expect(sync(failing, pace)).rejects.toThrow('full')
    expect(pace.rejoined).toBe(false)
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
