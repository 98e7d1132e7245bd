// What a bundle's payload says: PROTOCOL 8.2. Packed where the phone that made it could.

import type { Change } from './types'

const isPacked = (payload: Uint8Array): boolean => payload[0] === 0x1f && payload[1] === 0x8b

/** Whether this browser can look into it: an old one cannot unpack. */
export const canRead = (payload: Uint8Array): boolean =>
  !isPacked(payload) || typeof DecompressionStream !== 'undefined'

/** The changes of a payload. Throws for one that is damaged (what is packed holds a sum of
 * itself) or larger than the server takes. */
export async function changesOf(payload: Uint8Array): Promise<Change[]> {
  const text = isPacked(payload) ? await unpacked(payload) : new TextDecoder().decode(payload)
  return (JSON.parse(text) as { changes: Change[] }).changes
}

/** The server takes no more of one bundle: server/auth/body_limits.py. */
const MOST_BYTES = 1024 * 1024

/** Counted while it comes: a few hundred bytes can be packed that fill a phone's memory. */
async function unpacked(payload: Uint8Array): Promise<string> {
  let size = 0
  const bound = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, out) {
      size += part.length
      if (size > MOST_BYTES) out.error(new RangeError('more than the server takes'))
      else out.enqueue(part)
    },
  })
  const stream = new Blob([payload as BlobPart]).stream()
  const unzip = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, BufferSource>
  return await new Response(stream.pipeThrough(unzip).pipeThrough(bound)).text()
}
