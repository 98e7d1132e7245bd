// Papers: their rows, and what of them is on this phone. That lies in the Cache API: large, immutable, and
// to be had again.
import type { Paper } from '../rules/types'
import { db } from './database'

const CACHE = 'papers'

/** What is here under an address; undefined where nothing is, or the browser keeps nothing. */
export async function readPaper(address: string): Promise<Response | undefined> {
  if (!globalThis.caches) return undefined
  return await (await caches.open(CACHE)).match(address)
}

/** Keeps what came. Throws where there is no room. */
export async function keepPaper(address: string, response: Response): Promise<void> {
  if (globalThis.caches) await (await caches.open(CACHE)).put(address, response)
}

/** The addresses of all that is here. */
export async function keptPapers(): Promise<Set<string>> {
  if (!globalThis.caches) return new Set()
  const kept = await (await caches.open(CACHE)).keys()
  return new Set(kept.map(({ url }) => new URL(url).pathname))
}

/** Takes away what is not wanted any more. */
export async function dropPapers(wanted: ReadonlySet<string>): Promise<void> {
  if (!globalThis.caches) return
  const cache = await caches.open(CACHE)
  for (const { url } of await cache.keys()) {
    if (!wanted.has(new URL(url).pathname)) await cache.delete(url)
  }
}

/** Takes these away. */
export async function deletePapers(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  await Promise.all(addresses.map((one) => cache.delete(one)))
}

/** The rows of all papers that are not withdrawn, in the order in which they were published. */
export async function readPapers(): Promise<Paper[]> {
  const rows = await db.base.where('kind').equals('document').toArray()
  return rows
    .map(({ id, f, ver }) => ({ ver, paper: { ...(f as unknown as Paper), id } }))
    .filter(({ paper }) => paper.status === 'live')
    .sort((one, other) => one.ver - other.ver)
    .map(({ paper }) => paper)
}
