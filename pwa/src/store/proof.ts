import { toBase64Url } from '../rules/parcel'
import { type Purpose, proofText } from '../rules/possession'
import { withStore } from './errors'
import { getSetting } from './settings'

/** Answers a challenge with the phone's signature, as base64url. */
export type Sign = (nonce: string) => Promise<string>

/** What signs as this phone; null without a key. PROTOCOL 4.7.6 */
export async function signerFor(purpose: Purpose, device: string): Promise<Sign | null> {
  const key = await withStore(async () => (await getSetting('key'))?.privateKey)
  if (!key) return null
  return async (nonce) => {
    const way = { name: 'ECDSA', hash: 'SHA-256' }
    const text = proofText(purpose, device, nonce)
    return toBase64Url(new Uint8Array(await crypto.subtle.sign(way, key, text as BufferSource)))
  }
}
