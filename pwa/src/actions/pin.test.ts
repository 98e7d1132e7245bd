// @vitest-environment jsdom
// The PIN of a shared phone: kept as a slow hash, counted when wrong, taken away by a lead.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Enrolment } from '../rules/types'
import { db } from '../store/database'
import { replaceHash, waitAfter } from '../store/pins'
import { getSetting, type Pin, putSetting } from '../store/settings'
import { getStatus, setStatus } from '../store/status'
import { checkPin, lockWhenLeft, removePin, setPin, unlock, waitOf } from './pin'

const LAN = '1a000000-0000-4000-8000-000000000001'
const TEAM = '7c000000-0000-4000-8000-000000000001'
const PHONE = '0a000000-0000-4000-8000-000000000001'

const enrolment = (resets: number): Enrolment => ({
  member: LAN,
  member_name: 'Lan',
  team: TEAM,
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'approved',
  phrase: null,
  channel: `team:${TEAM}`,
  pin_resets: resets,
})

/** The phone's own row as the server sends it. */
async function told(resets: number): Promise<void> {
  const f = { state: 'approved', enrolments: [enrolment(resets)] }
  await db.base.put({
    id: PHONE,
    kind: 'device',
    channel: `device:${PHONE}`,
    ver: resets + 1,
    h: '',
    state: 'counted',
    f,
  })
}

beforeEach(async () => {
  await db.delete()
  await db.open()
  await putSetting('device', PHONE)
  await told(0)
  setStatus({ unlocked: null })
  await setPin(LAN, '2580')
})

afterEach(() => {
  vi.useRealTimers()
})

describe('a PIN', () => {
  it('is nowhere kept as it is typed', async () => {
    const kept = (await getSetting('pins'))?.[LAN]
    expect(kept?.rounds).toBe(600_000)
    expect(kept?.salt).toHaveLength(16)
    expect(new TextDecoder().decode(kept?.hash)).not.toContain('2580')
    await setPin(LAN, '2580')
    expect((await getSetting('pins'))?.[LAN]?.hash).not.toEqual(kept?.hash)
  })

  it('opens the screen, and only the right one does', async () => {
    setStatus({ unlocked: null })
    expect(await unlock(LAN, TEAM, '1111')).toEqual({ ok: false, wait: 0 })
    expect(getStatus().unlocked).toBeNull()
    expect(await unlock(LAN, TEAM, '2580')).toEqual({ ok: true })
    expect(getStatus().unlocked).toBe(LAN)
  })

  it('waits after five wrong ones, longer each time, and looks at none meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    for (let tries = 1; tries < 5; tries += 1) {
      expect(await checkPin(LAN, '1111')).toEqual({ ok: false, wait: 0 })
    }
    expect(await checkPin(LAN, '1111')).toEqual({ ok: false, wait: 30 })
    expect(await checkPin(LAN, '2580')).toEqual({ ok: false, wait: 30 })
    vi.setSystemTime(Date.now() + 29_000)
    expect(await waitOf(LAN)).toBe(1)
    vi.setSystemTime(Date.now() + 1_000)
    expect(await checkPin(LAN, '1111')).toEqual({ ok: false, wait: 60 })
    vi.setSystemTime(Date.now() + 60_000)
    expect(await checkPin(LAN, '2580')).toEqual({ ok: true })
    expect(await checkPin(LAN, '1111')).toEqual({ ok: false, wait: 0 })
  })

  it('never waits longer than an hour', () => {
    expect([4, 5, 6, 7, 30].map(waitAfter)).toEqual([0, 30, 60, 120, 3600])
  })

  it('is not refused for a day where a clock that was a day fast is put right', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const right = Date.now()
    vi.setSystemTime(right + 86_400_000)
    for (let tries = 1; tries <= 5; tries += 1) await checkPin(LAN, '1111')
    vi.setSystemTime(right)
    expect(await waitOf(LAN)).toBe(30)
    vi.setSystemTime(right + 10_000)
    expect(await waitOf(LAN)).toBe(20)
    vi.setSystemTime(right + 30_000)
    expect(await checkPin(LAN, '2580')).toEqual({ ok: true })
  })

  it('looks at as many tries at once as it would one after the other', async () => {
    const ten = Array.from({ length: 10 }, (_, n) => (n === 7 ? '2580' : `111${n}`))
    const tried = await Promise.all(ten.map((pin) => checkPin(LAN, pin)))
    expect(tried.map((one) => (one.ok ? 'open' : one.wait))).toEqual([
      ...[0, 0, 0, 0, 30],
      ...[30, 30, 30, 30, 30],
    ])
    expect((await getSetting('pins'))?.[LAN]?.wrong).toBe(5)
  })

  it('is gone once a lead has taken it away, and a new one stays', async () => {
    await told(1)
    expect(await checkPin(LAN, '1111')).toEqual({ ok: true })
    await setPin(LAN, '1470')
    expect(await checkPin(LAN, '2580')).toEqual({ ok: false, wait: 0 })
    await told(1)
    expect(await checkPin(LAN, '1470')).toEqual({ ok: true })
  })

  it('can be given up', async () => {
    await removePin(LAN)
    expect(await checkPin(LAN, '')).toEqual({ ok: true })
  })
})

async function derived(pin: string, salt: BufferSource, iterations: number) {
  const secret = new TextEncoder().encode(pin)
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))
}

/** A PIN as 1.1.0 kept it. */
async function keepOld(pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const rounds = 200_000
  const hash = await derived(pin, salt, rounds)
  await putSetting('pins', {
    [LAN]: { salt, hash, rounds, resets: { [TEAM]: 0 }, wrong: 3, wrongAt: null },
  })
}

const kept = async () => (await getSetting('pins'))?.[LAN]

describe('a PIN of before', () => {
  it('opens, is kept under the iterations of today, and opens again', async () => {
    await keepOld('2580')
    const old = await kept()
    expect(await checkPin(LAN, '1111')).toEqual({ ok: false, wait: 0 })
    expect((await kept())?.rounds).toBe(200_000)
    expect(await checkPin(LAN, '2580')).toEqual({ ok: true })
    const soon = { timeout: 15_000 }
    await vi.waitFor(async () => expect((await kept())?.rounds).toBe(600_000), soon)
    const now = await kept()
    expect(now?.salt).not.toEqual(old?.salt)
    const wanted = await derived('2580', (now as Pin).salt, 600_000)
    expect([...(now as Pin).hash]).toEqual([...wanted])
    expect(now).toMatchObject({ wrong: 0, resets: { [TEAM]: 0 } })
    expect(await checkPin(LAN, '1111')).toEqual({ ok: false, wait: 0 })
    expect(await checkPin(LAN, '2580')).toEqual({ ok: true })
  })

  it('is left alone where another was set, or a lead took it away, meanwhile', async () => {
    await keepOld('2580')
    const old = (await kept()) as Pin
    const made = { salt: new Uint8Array(16), hash: new Uint8Array(32), rounds: 600_000 }
    await told(1)
    await replaceHash(LAN, old, made)
    expect(await kept()).toEqual(old)
    await setPin(LAN, '1470')
    await replaceHash(LAN, old, made)
    expect(await checkPin(LAN, '1470')).toEqual({ ok: true })
  })

  it('is not hashed anew where that was done', async () => {
    const before = await kept()
    const derive = vi.spyOn(crypto.subtle, 'deriveBits')
    expect(await checkPin(LAN, '2580')).toEqual({ ok: true })
    expect(derive).toHaveBeenCalledTimes(1)
    expect((await kept())?.salt).toEqual(before?.salt)
  })
})

describe('a phone that lies aside', () => {
  it('locks after five minutes out of sight, not after a call', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const visible = vi.spyOn(document, 'visibilityState', 'get')
    const turn = (to: 'hidden' | 'visible') => {
      visible.mockReturnValue(to)
      document.dispatchEvent(new Event('visibilitychange'))
    }
    lockWhenLeft()
    turn('hidden')
    vi.setSystemTime(Date.now() + 4 * 60_000)
    turn('visible')
    expect(getStatus().unlocked).toBe(LAN)
    turn('hidden')
    vi.setSystemTime(Date.now() + 6 * 60_000)
    turn('visible')
    expect(getStatus().unlocked).toBeNull()
  })
})
