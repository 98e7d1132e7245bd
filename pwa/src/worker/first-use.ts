declare const self: ServiceWorkerGlobalScope

const CACHE = 'kept-on-first-use'
/** Says to a build that waits: this phone keeps a file more. */
export const RENEW = 'RENEW'
const HASH = /-[\w-]{8}(\.\w+)$/

/** A hashed file's address without its hash: the same for every build of it. */
export function nameOf(address: string): string {
  return new URL(address).pathname.replace(HASH, '$1')
}

/**
 * Answers a hashed file from its cache, else fetches and keeps it: for files that most phones never
 * need.
 */
export async function cacheOnFirstUse({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    await cache.put(request, response.clone())
    // A build that waits already was not there to see that this phone needs the file.
    self.registration.waiting?.postMessage(RENEW)
  }
  return response
}

/**
 * Fetches of a new build's files those that this phone keeps of the build before: whoever takes the
 * update with no network has all that opened until then. `addresses`: the build's files that are kept
 * on first use. Rejects where one cannot be had; then the new build waits for another day. On a phone
 * without room for two copies it does without: an update matters more.
 */
export async function renewCached(addresses: string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const kept = new Set((await cache.keys()).map((one) => nameOf(one.url)))
  const wanted = addresses.filter((one) => kept.has(nameOf(one)))
  await Promise.all(
    wanted.map(async (one) => {
      if (await cache.match(one)) return
      await cache.add(one).catch((error: unknown) => {
        if ((error as Error)?.name !== 'QuotaExceededError') throw error
      })
    }),
  )
}

/** Drops what belongs to no file of this build: of an older one no page is open, or will not be for
 * long. */
export async function dropOlder(addresses: string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const older = (await cache.keys()).filter((one) => !addresses.includes(one.url))
  await Promise.all(older.map((one) => cache.delete(one)))
}
