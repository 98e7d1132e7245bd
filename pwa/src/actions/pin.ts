import { choosePerson } from '../store/bind-people'
import * as pins from '../store/pins'
import type { Pin } from '../store/settings'
import { setStatus } from '../store/status'

/**
 * Iterations of PBKDF2 with HMAC-SHA-256, as OWASP's Password Storage Cheat Sheet has them today. That
 * takes 0.1 s of a desktop's processor, so about 1 s on a phone ten times slower.
 */
const ROUNDS = 600_000

export const PIN_FORM = /^[0-9]{4,6}$/

export type Tried = { ok: true } | { ok: false; wait: number }

/** Seconds until the next try is looked at. A clock that was set back makes nobody wait longer. */
export async function waitOf(member: string): Promise<number> {
  return await pins.waitOf(member, Date.now())
}

/** Opens the screen for a person whose PIN this is; nothing else about the phone changes. */
export async function unlock(member: string, team: string, typed: string): Promise<Tried> {
  const tried = await checkPin(member, typed)
  if (!tried.ok) return tried
  await choosePerson(member, team)
  setStatus({ unlocked: member })
  return tried
}

/** Whether the PIN is right; every try counts until one is. Without a PIN all is right. */
export async function checkPin(member: string, typed: string): Promise<Tried> {
  const taken = await pins.countTry(member, Date.now())
  if ('wait' in taken) return { ok: false, wait: taken.wait }
  const { pin } = taken
  if (!pin) return { ok: true }
  const hash = await hashOf(typed, pin.salt, pin.rounds)
  if (!hash.every((byte, at) => byte === pin.hash[at])) {
    return { ok: false, wait: pins.waitAfter(pin.wrong) }
  }
  await pins.forgetTries(member)
  // Nobody waits for it: where the app is closed before, the next right entry does it.
  if (pin.rounds < ROUNDS) void rehash(member, typed, pin)
  return { ok: true }
}

/** Sets the PIN of the person who holds the phone; the screen stays open for them. */
export async function setPin(member: string, pin: string): Promise<void> {
  await pins.putPin(member, await makeHash(pin))
  setStatus({ unlocked: member })
}

export async function removePin(member: string): Promise<void> {
  await pins.putPin(member, null)
}

export function lockScreen(): void {
  setStatus({ unlocked: null })
}

const LEFT_ALONE_MS = 5 * 60_000

/** A phone that lay aside for minutes may be in other hands. */
export function lockWhenLeft(): void {
  let hidden = 0
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hidden = Date.now()
    else if (Date.now() - hidden > LEFT_ALONE_MS) setStatus({ unlocked: null })
  })
}

/** A PIN that was set when fewer iterations were enough is kept under today's, with a salt anew. */
async function rehash(member: string, typed: string, old: Pin): Promise<void> {
  await pins.replaceHash(member, old, await makeHash(typed))
}

async function makeHash(pin: string): Promise<pins.PinHash> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { salt, hash: await hashOf(pin, salt, ROUNDS), rounds: ROUNDS }
}

/** Slow on purpose: a copied store must not give the few thousand PINs away at once. */
async function hashOf(
  pin: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const secret = new TextEncoder().encode(pin)
  const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))
}
