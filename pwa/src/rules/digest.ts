// A channel's digest (PROTOCOL 6.4): rows counted and their hashes summed modulo 2^64, in two
// lanes of 32 bits, since BigInt is slow on old phones. Hashes come from the server.
import type { Digest } from './types'

const LANE = 2 ** 32

export const EMPTY: Digest = { n: 0, sum: '0000000000000000' }

/** The digest of all rows of a channel, from their hashes in any order. */
export function digest(hashes: Iterable<string>): Digest {
  let n = 0
  let high = 0
  let low = 0
  for (const h of hashes) {
    n += 1
    low += lane(h, 8)
    high += lane(h, 0)
    if (low >= LANE) {
      low -= LANE
      high += 1
    }
    high %= LANE
  }
  return { n, sum: hex(high) + hex(low) }
}

/** The digest with one more row. */
export function plus(of: Digest, h: string): Digest {
  return { n: of.n + 1, sum: digest([of.sum, h]).sum }
}

/** The digest without a row that is in it. */
export function minus(of: Digest, h: string): Digest {
  const low = lane(of.sum, 8) - lane(h, 8)
  const high = lane(of.sum, 0) - lane(h, 0) - (low < 0 ? 1 : 0)
  return { n: of.n - 1, sum: hex((high + 2 * LANE) % LANE) + hex((low + LANE) % LANE) }
}

export function equal(a: Digest, b: Digest): boolean {
  return a.n === b.n && a.sum === b.sum
}

function lane(h: string, from: number): number {
  return Number.parseInt(h.slice(from, from + 8), 16)
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0')
}
