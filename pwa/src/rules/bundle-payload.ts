// What a bundle's payload says: PROTOCOL 8.2. Packed where the phone that made it could.

import type { Change } from './types'

const isPacked = (payload: Uint8Array): boolean => payload[0] === 0x1f && payload[1] === 0x8b

/** Whether this browser can look into it: an old one cannot unpack. */
export const canRead = (payload: Uint8Array): boolean =>
  !isPacked(payload) || typeof DecompressionStream !== 'undefined'

/** The changes of a payload. Throws for one that is damaged: what is packed holds a sum of itself. */
export async function changesOf(payload: Uint8Array): Promise<Change[]> {
  const text = isPacked(payload) ? await unpacked(payload) : new TextDecoder().decode(payload)
  return (JSON.parse(text) as { changes: Change[] }).changes
}

async function unpacked(payload: Uint8Array): Promise<string> {
  const stream = new Blob([payload as BlobPart]).stream()
  return await new Response(stream.pipeThrough(new DecompressionStream('gzip'))).text()
}
