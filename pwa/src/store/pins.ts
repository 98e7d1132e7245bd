import { db } from './database'
import { withStore } from './errors'
import { readEnrolments } from './people'
import { isPinValid } from './pin-validity'
import { getSetting, type Pin, putSetting } from './settings'

// A PIN locks what the screen shows under a name. It hides from a glance and a borrowed phone, not
// from who can read the store, and it never keeps anything from being sent.

const FREE_TRIES = 5
const FIRST_WAIT = 30
const LONGEST_WAIT = 3600

/** Seconds to wait after so many wrong tries: none at first, then longer each time. */
export function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE_TRIES))
}

/** Seconds until the next try is looked at; `now` in ms. */
export async function waitOf(member: string, now: number): Promise<number> {
  return await withPin(member, async (pin) => (pin ? await readWait(member, pin, now) : 0))
}

/**
 * Takes a try, if one may be looked at now: the PIN with the try counted as wrong, null without a
 * PIN, or how many seconds to wait. To look and to count is one transaction: of many tries at once
 * only as many are looked at as are left, and closing the app in between gains nothing.
 */
export async function countTry(
  member: string,
  now: number,
): Promise<{ pin: Pin | null } | { wait: number }> {
  return await withPin(member, async (pin) => {
    if (!pin) return { pin }
    const wait = await readWait(member, pin, now)
    if (wait > 0) return { wait }
    const counted = { ...pin, wrong: pin.wrong + 1, wrongAt: new Date(now).toISOString() }
    await put(member, counted)
    return { pin: counted }
  })
}

export type PinHash = Pick<Pin, 'salt' | 'hash' | 'rounds'>

/** Keeps the same PIN under another hash, unless it was changed or taken away meanwhile. */
export async function replaceHash(member: string, old: PinHash, made: PinHash): Promise<void> {
  await withPin(member, async (pin) => {
    const same = pin?.salt.every((byte, at) => byte === old.salt[at])
    if (pin && same) await put(member, { ...pin, ...made })
  })
}

/** The PIN was right: what was typed wrong before counts no more. */
export async function forgetTries(member: string): Promise<void> {
  await withPin(member, async (pin) => {
    if (pin) await put(member, { ...pin, wrong: 0, wrongAt: null })
  })
}

async function withPin<T>(member: string, work: (pin: Pin | null) => Promise<T>): Promise<T> {
  return await withStore(() =>
    db.transaction('rw', db.meta, db.base, async () => {
      const pin = (await getSetting('pins'))?.[member]
      return await work(pin && isPinValid(pin, member, await readEnrolments()) ? pin : null)
    }),
  )
}

/**
 * What is left of the wait. A wrong try that lies ahead was made while the clock was fast: it counts
 * as made now, and is kept so, or nobody would be let in until that time has come.
 */
async function readWait(member: string, pin: Pin, now: number): Promise<number> {
  const passed = now - Date.parse(pin.wrongAt ?? '')
  if (passed < 0) await put(member, { ...pin, wrongAt: new Date(now).toISOString() })
  const wait = waitAfter(pin.wrong)
  return wait > 0 ? Math.max(0, Math.ceil(wait - Math.max(0, passed) / 1000)) : 0
}

async function put(member: string, pin: Pin): Promise<void> {
  await putSetting('pins', { ...(await getSetting('pins')), [member]: pin })
}

/** Keeps a new PIN, or with null none; what leads took away before does not touch it. */
export async function putPin(member: string, made: PinHash | null): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, db.base, async () => {
      const { [member]: _old, ...others } = (await getSetting('pins')) ?? {}
      if (!made) return await putSetting('pins', others)
      const own = (await readEnrolments()).filter((one) => one.member === member)
      const resets = Object.fromEntries(own.map((one) => [one.team, one.pin_resets ?? 0]))
      const pin: Pin = { ...made, resets, wrong: 0, wrongAt: null }
      await putSetting('pins', { ...others, [member]: pin })
    }),
  )
}
