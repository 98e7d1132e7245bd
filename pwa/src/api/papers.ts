import { Unreachable } from './http'

const TIME_OUT_MS = 120_000

/**
 * All that stands at an address of the server, be it an error; in the name of who holds the phone. Large
 * files on a thin line take their time. Raises Unreachable where not all of it comes.
 */
export async function fetchPaper(path: string, acting: string | null): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIME_OUT_MS)
  try {
    const told = await fetch(path, {
      headers: acting ? { 'Acting-Member': acting } : {},
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: stop.signal,
    })
    const type = told.headers.get('Content-Type') ?? ''
    return new Response(await told.blob(), {
      status: told.status,
      headers: { 'Content-Type': type },
    })
  } catch (error) {
    throw new Unreachable(error)
  } finally {
    clearTimeout(timer)
  }
}
