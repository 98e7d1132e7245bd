const CACHE = 'kept-on-first-use'
const HASH = /-[\w-]{8}(\.\w+)$/

/** A hashed file's address without its hash: the same for every build of it. */
export function nameOf(address: string): string {
  return new URL(address).pathname.replace(HASH, '$1')
}

/**
 * Answers a hashed file from its cache, else fetches and keeps it: for files that most phones never
 * need. An older build's copy goes when the new one has come.
 */
export async function keptOnFirstUse({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    const older = (await cache.keys()).filter((one) => nameOf(one.url) === nameOf(request.url))
    await cache.put(request, response.clone())
    await Promise.all(older.map((one) => cache.delete(one)))
  }
  return response
}
