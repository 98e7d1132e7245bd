import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'

/**
 * The device's id and its ECDSA P-256 key, made at the first start. The private half cannot leave
 * the browser; the public half goes to the server at joining, so that bundles carried by another
 * phone can be told to be this one's. PROTOCOL 8
 */
export async function ensureIdentity(newId: () => string): Promise<void> {
  await withStore(async () => {
    if (await getSetting('publicKey')) return
    // Outside the transaction: waiting for anything but the store would end it.
    const made = await makeKey()
    await db.transaction('rw', db.meta, async () => {
      if (!(await getSetting('device'))) await putSetting('device', newId())
      if (made && !(await getSetting('publicKey'))) {
        await putSetting('key', made.pair)
        await putSetting('publicKey', made.publicKey)
      }
    })
  })
}

/** Null where the page is not a secure context: everything but bundles works without a key. */
async function makeKey(): Promise<{ pair: CryptoKeyPair; publicKey: JsonWebKey } | null> {
  if (!globalThis.crypto?.subtle) return null
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  return { pair, publicKey: await crypto.subtle.exportKey('jwk', pair.publicKey) }
}

export async function readIdentity(): Promise<{ device: string; key: JsonWebKey | null } | null> {
  return await withStore(async () => {
    const device = await getSetting('device')
    return device ? { device, key: (await getSetting('publicKey')) ?? null } : null
  })
}
