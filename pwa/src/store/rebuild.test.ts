import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { syncState } from '../queries'
import type { Ports } from '../sync/ports'
import { type Clock, joinedPhone, record, sync } from '../sync/test-phone'
import type { TestServer } from '../sync/test-server'
import { db } from './database'
import { pruneSent } from './rebuild'
import { getSetting } from './settings'

let server: TestServer
let ports: Ports
let clock: Clock

beforeEach(async () => {
  ;({ server, ports, clock } = await joinedPhone())
})

afterEach(() => {
  vi.useRealTimers()
})

/** Sends what waits; the server's clock says `now`. */
async function sendAt(now: string): Promise<void> {
  const sendRound = async (body: unknown) => {
    const answer = await server.sendRound(body)
    return { ...answer, body: { ...(answer.body as object), now } }
  }
  await sync({ ...ports, remote: { sendRound, askHave: (ids) => server.askHave(ids) } })
}

const DAY = 86_400_000

describe('what was sent', () => {
  it('stays when the phone stands three years ahead', async () => {
    await record()
    await sendAt('2026-11-24T02:00:00+00:00')
    vi.useFakeTimers({ now: clock.ms + 3 * 365 * DAY, toFake: ['Date'] })
    clock.ms += 3 * 365 * DAY
    await pruneSent()
    expect(await db.sent.count()).toBe(1)
  })

  it('goes after 90 days of the server, but not while somebody still has to settle it', async () => {
    const [done, open] = [await record(), await record()]
    server.verdicts.set(open, { verdict: 'review', code: 'not_member' })
    await sendAt('2026-11-24T02:00:00+00:00')
    await sendAt('2027-02-21T02:00:00+00:00')
    await pruneSent()
    expect((await db.sent.toArray()).map((item) => item.record).sort()).toEqual([done, open].sort())
    await sendAt('2027-02-23T02:00:00+00:00')
    await pruneSent()
    expect((await db.sent.toArray()).map((item) => item.record)).toEqual([open])
  })

  it('is stamped by the server, whatever the phone says', async () => {
    clock.ms += 3 * 365 * DAY
    await record()
    await sendAt('2026-11-24T09:00:00+07:00')
    expect((await db.sent.toArray()).map((item) => item.sentAt)).toEqual([
      '2026-11-24T02:00:00.000Z',
    ])
  })

  it('stays while no clock of the server is known', async () => {
    clock.ms -= 3 * 365 * DAY
    await record()
    await sync(ports)
    await pruneSent()
    expect(await db.sent.count()).toBe(1)
  })

  it('under a time of the phone counts as sent when the server first tells its own', async () => {
    clock.ms -= 3 * 365 * DAY
    await record()
    await sync(ports)
    await sendAt('2026-11-24T02:00:00+00:00')
    await pruneSent()
    expect(await db.sent.count()).toBe(1)
  })

  it('goes 90 days later by the server, and is still counted as received', async () => {
    const id = await record()
    await sendAt('2026-08-01T02:00:00+00:00')
    await sendAt('2026-11-24T02:00:00+00:00')
    await pruneSent()
    expect(await db.sent.count()).toBe(0)
    expect(await getSetting('handedIn')).toEqual([id])
    const state = syncState()
    const stop = state.subscribe(() => undefined)
    await vi.waitFor(() => expect(state.value?.received).toBe(1))
    stop()
  })
})
