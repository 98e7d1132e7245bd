import { beforeEach, describe, expect, it } from 'vitest'
import { CHANGES_PER_REQUEST } from '../rules/protocol-limits'
import { db } from '../store/database'
import { Pace, waitAfter } from './backoff'
import type { Ports } from './ports'
import { Sender } from './sender'
import { type Clock, joinedPhone, record } from './test-phone'
import { refusal, Silence, type TestServer } from './test-server'

let server: TestServer
let ports: Ports
let clock: Clock
let timers: { work: () => void; ms: number }[]

beforeEach(async () => {
  ;({ server, ports, clock } = await joinedPhone())
  timers = []
})

function sender(): Sender {
  return new Sender(
    ports,
    new Pace(),
    (work) => work(),
    {
      set: (work, ms) => timers.push({ work, ms }),
      clear: () => {
        timers = []
      },
    },
    () => undefined,
  )
}

const silent = () => {
  throw new Silence()
}

describe('the wait after failures', () => {
  it('grows, with full jitter, up to five minutes', () => {
    expect(waitAfter(1, null, () => 0.99)).toBeLessThan(4_000)
    expect(waitAfter(5, null, () => 0.99)).toBeGreaterThan(60_000)
    expect(waitAfter(60, null, () => 1)).toBe(300_000)
    expect(waitAfter(60, null, () => 0)).toBeLessThan(1_000)
  })

  it('is never less than the server asked for', () => {
    for (const random of [0, 0.5, 1]) {
      expect(waitAfter(1, 30, () => random)).toBeGreaterThanOrEqual(30_000)
    }
  })
})

describe('the pace', () => {
  it('doubles after a quick success and halves after a failure', () => {
    const pace = new Pace()
    expect(pace.size).toBe(50)
    for (const size of [100, 200, 400, CHANGES_PER_REQUEST, CHANGES_PER_REQUEST]) {
      pace.succeeded(1_000)
      expect(pace.size).toBe(size)
    }
    pace.failed(100)
    pace.failed(50)
    expect(pace.size).toBe(25)
    pace.succeeded(6_000)
    expect(pace.size).toBe(25)
    for (let n = 0; n < 9; n += 1) pace.failed(pace.size)
    expect(pace.size).toBe(1)
    pace.renew()
    expect(pace.size).toBe(50)
    for (let n = 0; n < 9; n += 1) pace.succeeded(1_000)
    pace.renew()
    expect(pace.size).toBe(50)
  })
})

describe('the sender', () => {
  it('waits after silence, comes back by itself, and forgets the wait after a success', async () => {
    const one = sender()
    server.script.push(silent)
    await record()
    await one.kick()
    expect(timers).toHaveLength(1)
    await one.kick()
    expect(server.requests).toHaveLength(1)
    clock.ms += 300_000
    await one.kick()
    expect(await db.outbox.count()).toBe(0)
    await record()
    await one.kick()
    expect(await db.outbox.count()).toBe(0)
  })

  it('a network that came back ends a wait of our own, not one the server asked for', async () => {
    const one = sender()
    server.script.push(silent, () => refusal(503, 'server_busy', 60))
    await one.kick()
    await one.kick('network')
    expect(server.requests).toHaveLength(2)
    await one.kick('network')
    expect(server.requests).toHaveLength(2)
    await one.kick('asked')
    expect(server.requests).toHaveLength(3)
  })

  it.each(['network', 'asked'] as const)(
    'tries at once what came while it failed: %s',
    async (why) => {
      const one = sender()
      await record()
      server.script.push(() => {
        void one.kick(why)
        return silent()
      })
      await one.kick()
      expect(await db.outbox.count()).toBe(0)
      server.script.push(() => {
        void one.kick(why)
        return refusal(503, 'server_busy', 60)
      })
      await one.kick()
      expect(server.requests).toHaveLength(3)
    },
  )

  it('what failed without a network does not lengthen the waits on the next one', async () => {
    ports = { ...ports, random: () => 1 }
    const one = sender()
    for (let n = 0; n < 6; n += 1) {
      server.script.push(silent)
      await one.kick('asked')
    }
    expect(timers.at(-1)?.ms).toBeGreaterThan(60_000)
    server.script.push(silent)
    await one.kick('network')
    expect(timers.at(-1)?.ms).toBe(4_000)
  })

  it('after 401 is quiet until a person asks', async () => {
    const one = sender()
    server.script.push(() => refusal(401, 'device_unknown'))
    await one.kick()
    await record()
    await one.kick()
    await one.kick('network')
    expect(server.requests).toHaveLength(1)
    await one.kick('asked')
    expect(await db.outbox.count()).toBe(0)
  })

  it('sends in the same run what was saved while it ran', async () => {
    const one = sender()
    await record()
    let late: Promise<void> | null = null
    server.beforeAnswer = () => {
      server.beforeAnswer = null
      late = record().then(() => one.kick())
    }
    await one.kick()
    await late
    expect(await db.outbox.count()).toBe(0)
  })

  it('lives through a store that fails, and tries again', async () => {
    const broken = {
      ...ports,
      store: { ...ports.store, readRequestInput: () => Promise.reject(new Error('disk')) },
    }
    ports = broken
    await sender().kick()
    expect(timers).toHaveLength(1)
  })
})
