const CACHE = 'kept-on-first-use'

/**
 * Answers a hashed file from its cache, else fetches and keeps it: for files too large to be
 * fetched before anybody needs them. An older build's copy goes when the new one has come.
 */
export async function keptOnFirstUse({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    const older = await cache.keys()
    await cache.put(request, response.clone())
    await Promise.all(older.map((one) => cache.delete(one)))
  }
  return response
}
