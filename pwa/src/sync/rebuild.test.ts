import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db } from '../store/database'
import { getSetting, putSetting } from '../store/settings'
import { Pace } from './backoff'
import type { Ports } from './ports'
import { runRound } from './round'
import { type Clock, edit, joinedPhone, newId, portsOf, record, SESSION, sync } from './test-phone'
import { DEVICE, TEAM, type TestServer } from './test-server'

let server: TestServer
let ports: Ports
let clock: Clock

beforeEach(async () => {
  ;({ server, ports, clock } = await joinedPhone())
})

const ids = async () => (await db.base.toCollection().primaryKeys()).sort()
const onServer = () => [...server.rows.keys()].sort()
const fill = (count: number) => {
  for (let n = 0; n < count; n += 1) server.put(newId(), 'help_session', { ...SESSION })
}

/** The digest would mend what a broken rule did, and nobody would notice. */
const nothingWasRepaired = async () => expect(await getSetting('repairs')).toBeUndefined()

describe('paging', () => {
  afterEach(nothingWasRepaired)

  it('resumes where it was killed, whatever had been written', async () => {
    fill(12)
    server.pageRows = 5
    const tables = [db.base, db.meta] as const
    for (let kill = 1; ; kill += 1) {
      let writes = 0
      const die = () => {
        writes += 1
        if (writes === kill) throw new Error('killed')
      }
      for (const table of tables) {
        table.hook('creating', die)
        table.hook('updating', die)
      }
      await sync(ports).catch((error) => expect(String(error)).toContain('killed'))
      for (const table of tables) {
        table.hook('creating').unsubscribe(die)
        table.hook('updating').unsubscribe(die)
      }
      const cursor = (await getSetting('cursors'))?.[TEAM] ?? 0
      const below = [...server.rows.values()].filter((row) => row.ver <= cursor)
      // The cursor never runs ahead of the rows.
      for (const row of below) expect(await db.base.get(row.id)).toBeDefined()
      await sync(ports)
      expect(await ids()).toEqual(onServer())
      if (writes < kill) break
      await db.base.clear()
      await putSetting('cursors', {})
    }
  })

  it('is complete only with the last page', async () => {
    fill(6)
    server.pageRows = 5
    await runRound(ports, new Pace())
    expect(await getSetting('complete')).toBeUndefined()
    await runRound(ports, new Pace())
    expect(await getSetting('complete')).toBe(true)
  })

  it('drops a page that was asked for before base was replaced', async () => {
    fill(1)
    server.beforeAnswer = () => {
      server.beforeAnswer = null
      void putSetting('generation', 7)
    }
    await runRound(ports, new Pace())
    expect(await db.base.count()).toBe(0)
    await sync(ports)
    expect(await ids()).toEqual(onServer())
  })
})

describe('channels', () => {
  afterEach(nothingWasRepaired)

  it('a page that another tab has overtaken brings back no row that has left', async () => {
    fill(2)
    const [first] = onServer()
    let other = async () => {}
    server.beforeAnswer = () => {
      server.beforeAnswer = null
      server.leave(first ?? '')
      other = async () => void (await runRound(portsOf(server, clock), new Pace()))
    }
    const { applyPage } = ports.store
    ports.store.applyPage = async (page, mark) => {
      await other()
      other = async () => {}
      return await applyPage(page, mark)
    }
    await sync(ports)
    expect(await ids()).toEqual(onServer())
  })

  it('a row that left goes; one that moved on to another channel stays', async () => {
    fill(2)
    await sync(ports)
    const [first, second] = onServer()
    server.leave(first ?? '')
    await sync(ports)
    expect(await ids()).toEqual([second])
    server.leave(second ?? '')
    server.put(second ?? '', 'help_session', { ...SESSION }, `device:${DEVICE}`)
    await sync(ports)
    expect(await db.base.get(second ?? '')).toMatchObject({ channel: `device:${DEVICE}` })
    server.hi += 1
    server.tags.set(server.hi, 'late')
    server.exits.push({ id: second ?? '', channel: TEAM, ver: server.hi, out: true })
    await sync(ports)
    expect(await ids()).toEqual([second])
  })

  it('a dropped channel takes its rows, never a change', async () => {
    fill(3)
    const own = await record()
    await sync(ports)
    await record()
    server.channels = ['catalogue', `device:${DEVICE}`]
    const before = await getSetting('generation')
    await sync(ports)
    expect(await db.base.get(own)).toBeUndefined()
    expect(await db.base.where('channel').equals(TEAM).count()).toBe(0)
    expect(await db.sent.count()).toBe(2)
    expect(await getSetting('generation')).not.toBe(before)
    server.channels.push(TEAM)
    await sync(ports)
    expect(await ids()).toEqual(onServer())
  })

  it('a dropped channel takes no change that was not sent yet', async () => {
    fill(1)
    await sync(ports)
    await record()
    const second = await record()
    server.channels = ['catalogue', `device:${DEVICE}`]
    await runRound(ports, new Pace(), 1)
    expect(await db.base.where('channel').equals(TEAM).count()).toBe(0)
    expect(await db.outbox.toArray()).toMatchObject([{ record: second, channel: TEAM }])
    await sync(ports)
    expect(server.rows.has(second)).toBe(true)
  })
})

describe('a restored server', () => {
  afterEach(nothingWasRepaired)

  it('gets back what it lost, in order, and doubles nothing', async () => {
    fill(3)
    const kept = await record()
    await sync(ports)
    const restore = server.snapshot()
    const lost = [await record(), await record(), await record()]
    await sync(ports)
    fill(2)
    await sync(ports)
    restore()
    fill(9) // it has gone on, past the number the phone knows
    const unsent = await record()
    await sync(ports)
    expect(await db.outbox.count()).toBe(0)
    for (const id of [kept, ...lost]) expect(server.rows.has(id)).toBe(true)
    expect(await ids()).toEqual(onServer())
    const again = server.requests.at(-1)?.changes.length
      ? server.requests.at(-1)
      : server.requests.at(-2)
    expect(again?.changes.map((change) => change.record)).toEqual([...lost, unsent])
    expect(again?.changes.map((change) => change.no)).toEqual([2, 3, 4, 5])
  })

  it('is noticed though the slower of two tabs was answered by it first', async () => {
    await record()
    await sync(ports)
    const restore = server.snapshot()
    await record()
    let lost = ''
    server.script.push(async () => {
      lost = await record()
      await sync(portsOf(server, clock)) // the other tab
      restore()
      fill(9)
      return undefined
    })
    await sync(ports)
    expect(server.rows.has(lost)).toBe(true)
    expect(await ids()).toEqual(onServer())
  })

  it('is rebuilt beside the old rows, which stay until the swap', async () => {
    fill(7)
    await sync(ports)
    const restore = server.snapshot()
    fill(1)
    await sync(ports)
    restore()
    server.pageRows = 3
    await runRound(ports, new Pace()) // 409
    await record()
    await runRound(ports, new Pace()) // first page
    // An edit of what the server lost would come before its create.
    expect(server.requests.at(-1)?.changes).toEqual([])
    expect(await db.base.count()).toBe(8)
    expect(await db.shadow.count()).toBe(3)
    await sync(ports)
    expect(await ids()).toEqual(onServer())
    expect(await db.shadow.count()).toBe(0)
    expect(await getSetting('rebuild')).toBeNull()
  })

  it('killed between the swap and the question, asks again', async () => {
    const restore = server.snapshot()
    const lost = await record()
    await sync(ports)
    restore()
    server.tags.set(1, 'another')
    server.hi = 1
    await runRound(ports, new Pace())
    await runRound(ports, new Pace())
    expect(await getSetting('rebuild')).toMatchObject({ phase: 'have' })
    await sync(portsOf(server, clock)) // the app is opened again
    expect(server.rows.has(lost)).toBe(true)
  })

  it('hears again of what was refused: it may think otherwise by now', async () => {
    const id = await record()
    server.verdicts.set(id, { verdict: 'review', code: 'not_member' })
    await sync(ports)
    const [refused] = await db.sent.toArray()
    server.put(newId(), 'help_session', { ...SESSION })
    await sync(ports)
    const known = server.known.get(refused?.id ?? '')
    Object.assign(known ?? {}, { verdict: 'applied', code: null, fields: [] })
    server.tags.set(server.hi, 'another')
    await sync(ports)
    expect(await db.sent.toArray()).toMatchObject([{ record: id, verdict: 'applied' }])
    expect(await db.sent.where('open').equals(1).count()).toBe(0)
  })

  it('restored again while it is asked: the new rebuild is not ended by the old one', async () => {
    await record()
    await sync(ports)
    const restore = server.snapshot()
    const lost = await record()
    await sync(ports)
    restore()
    fill(3)
    const ask = server.askHave.bind(server)
    server.askHave = async (changes) => {
      const answer = await ask(changes)
      server.askHave = ask
      // The other tab asks too, gives back what is missing, and hears of the next restore.
      await sync(portsOf(server, clock))
      restore()
      fill(9)
      await runRound(portsOf(server, clock), new Pace())
      return answer
    }
    await sync(ports)
    expect(server.rows.has(lost)).toBe(true)
    expect(await ids()).toEqual(onServer())
    expect(await db.sent.count()).toBe(2)
  })

  it('does not get back what was erased', async () => {
    const id = await record()
    await sync(ports)
    const restore = server.snapshot()
    server.put(id, 'help_session', {}, TEAM, { state: 'void', erased: true })
    const late = await edit(id, { people: 2 }, { people: 1 })
    server.verdicts.set(id, { verdict: 'gone' })
    await sync(ports)
    expect(await db.sent.get(late)).toMatchObject({ verdict: 'gone' })
    restore()
    server.rows.clear()
    server.known.clear()
    server.tags.set(server.hi, 'another')
    await sync(ports)
    expect(server.rows.has(id)).toBe(false)
    expect(server.asked.flat()).toEqual([])
  })
})

describe('an app that is too old', () => {
  it('does not ask and ask where the server was restored, and gives all back once it is updated', async () => {
    await record()
    await sync(ports)
    const restore = server.snapshot()
    const lost = await record()
    await sync(ports)
    restore()
    const unsent = await record()
    server.upgrade = true
    const before = server.requests.length
    await sync(ports)
    expect(server.requests.length - before).toBeLessThan(5)
    server.upgrade = false
    await sync(ports)
    expect([server.rows.has(lost), server.rows.has(unsent)]).toEqual([true, true])
    expect(await db.outbox.count()).toBe(0)
  })
})
