const CACHE = 'kept-on-first-use'
const HASH = /-[\w-]{8}(\.\w+)$/

/** A hashed file's address without its hash: the same for every build of it. */
export function nameOf(address: string): string {
  return new URL(address).pathname.replace(HASH, '$1')
}

/**
 * Answers a hashed file from its cache, else fetches and keeps it: for files that most phones never
 * need.
 */
export async function keptOnFirstUse({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

/**
 * Fetches of a new build's files those that this phone keeps of the build before: whoever takes the
 * update with no network has all that opened until then. `addresses`: the build's files that are kept
 * on first use. Rejects where one cannot be had; then the new build waits for another day.
 */
export async function renewKept(addresses: string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const kept = new Set((await cache.keys()).map((one) => nameOf(one.url)))
  const wanted = addresses.filter((one) => kept.has(nameOf(one)))
  await Promise.all(
    wanted.map(async (one) => {
      if (!(await cache.match(one))) await cache.add(one)
    }),
  )
}

/** Drops what belongs to no file of this build, once no page of an older one is open. */
export async function dropOlder(addresses: string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const older = (await cache.keys()).filter((one) => !addresses.includes(one.url))
  await Promise.all(older.map((one) => cache.delete(one)))
}
