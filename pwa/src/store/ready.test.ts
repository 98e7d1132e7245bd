import 'fake-indexeddb/auto'
import { beforeEach, expect, it, vi } from 'vitest'
import { CHECKS, firstFailed } from './checks'
import { db } from './database'
import { inspectPhone } from './ready'
import { noteServerNow } from './rebuild'
import { putSetting } from './settings'
import { getStatus, setStatus } from './status'

const WELL = {
  installed: true,
  kept: true,
  survives: true,
  room: true,
  clock: true,
  shell: true,
  lists: true,
}

beforeEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()))
  setStatus({ storage: { persisted: true, usage: 1_000, quota: 1_000_000_000 }, ready: null })
})

it('names the first thing that is missing, and nobody is held up by what is not known', () => {
  expect(firstFailed(WELL)).toBeNull()
  expect(firstFailed({ ...WELL, kept: null, clock: null, shell: null })).toBeNull()
  for (const check of CHECKS) expect(firstFailed({ ...WELL, [check]: false })).toBe(check)
  expect(firstFailed({ ...WELL, lists: false, clock: false })).toBe('clock')
})

it('a mark has to be there when the page is loaded again, not only when it is looked at again', async () => {
  expect((await inspectPhone(false)).survives).toBe(false)
  expect((await inspectPhone(false)).survives).toBe(false)
  vi.resetModules()
  vi.stubGlobal('performance', { timeOrigin: performance.timeOrigin + 5_000 })
  const reloaded = await import('./ready')
  expect((await reloaded.inspectPhone(false)).survives).toBe(true)
  vi.unstubAllGlobals()
})

it('knows the clock, the room and the lists', async () => {
  expect(await inspectPhone(false)).toMatchObject({ clock: null, room: true, lists: false })
  await putSetting('clockOff', -301)
  setStatus({ storage: { persisted: false, usage: 990_000_000, quota: 1_000_000_000 } })
  await db.base.add({
    id: 's',
    kind: 'service',
    channel: 'catalogue',
    ver: 1,
    h: '0',
    state: 'counted',
    f: {},
  })
  expect(await inspectPhone(false)).toMatchObject({
    clock: false,
    room: false,
    lists: true,
    kept: false,
  })
  expect(getStatus().ready?.lists).toBe(true)
})

it('a phone has to be installed, a computer need not', async () => {
  expect((await inspectPhone(true)).installed).toBe(false)
  expect((await inspectPhone(false)).installed).toBeNull()
})

it('the clock is known to be wrong, or right again, with each word of the server', async () => {
  await inspectPhone(true)
  expect(getStatus().ready?.clock).not.toBe(false)
  const hour = 3_600_000
  await noteServerNow(new Date(Date.now() - hour).toISOString())
  expect(getStatus().ready?.clock).toBe(false)
  await noteServerNow(new Date().toISOString())
  expect(getStatus().ready?.clock).toBe(true)
})

it('a clock that was set back since is not taken to be ahead any more', async () => {
  const [now, days] = [Date.now(), 2 * 86_400_000]
  await noteServerNow(new Date(now - days).toISOString())
  expect((await inspectPhone(true)).clock).toBe(false)
  vi.useFakeTimers({ now: now - days + 60_000, toFake: ['Date'] })
  expect((await inspectPhone(true)).clock).toBe(true)
  vi.useRealTimers()
})
