import { type Answer, Unreachable } from './http'

const TIME_OUT_MS = 60_000

/** Sends the bytes of a file from `offset` on. Raises Unreachable. */
export async function sendBlob(
  sha: string,
  piece: Blob,
  offset: number,
  length: number,
  acting: string | null,
): Promise<Answer> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIME_OUT_MS)
  try {
    const told = await fetch(`/api/blobs/${sha}`, {
      method: 'PATCH',
      headers: {
        ...(acting && { 'Acting-Member': acting }),
        Accept: 'application/json',
        'Content-Type': 'application/octet-stream',
        'Upload-Offset': String(offset),
        'Upload-Length': String(length),
      },
      body: piece,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: stop.signal,
    })
    const isJson = told.headers.get('Content-Type')?.startsWith('application/json')
    const body = isJson ? await told.json() : null
    return { status: told.status, body, retryAfter: null, etag: null }
  } catch (error) {
    throw new Unreachable(error)
  } finally {
    clearTimeout(timer)
  }
}
