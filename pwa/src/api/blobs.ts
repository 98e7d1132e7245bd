import { type Answer, Unreachable } from './http'

const TIME_OUT_MS = 60_000

/** How many bytes of a file the server has from whoever asks; 0 for none. Raises Unreachable. */
export async function askBlob(sha: string, acting: string | null): Promise<number> {
  const told = await ask(sha, { method: 'HEAD', headers: actingHeader(acting) })
  return told.ok ? Number(told.headers.get('Upload-Offset')) : 0
}

/** Sends the bytes of a file from `offset` on. Raises Unreachable. */
export async function sendBlob(
  sha: string,
  piece: Blob,
  offset: number,
  length: number,
  acting: string | null,
): Promise<Answer> {
  const told = await ask(sha, {
    method: 'PATCH',
    headers: {
      ...actingHeader(acting),
      Accept: 'application/json',
      'Content-Type': 'application/octet-stream',
      'Upload-Offset': String(offset),
      'Upload-Length': String(length),
    },
    body: piece,
  })
  const isJson = told.headers.get('Content-Type')?.startsWith('application/json')
  const body = isJson ? await told.json().catch(() => null) : null
  return { status: told.status, body, retryAfter: null, etag: null }
}

async function ask(sha: string, init: RequestInit): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIME_OUT_MS)
  const usual = { credentials: 'same-origin', cache: 'no-store', redirect: 'error' } as const
  try {
    return await fetch(`/api/blobs/${sha}`, { ...usual, ...init, signal: stop.signal })
  } catch (error) {
    throw new Unreachable(error)
  } finally {
    clearTimeout(timer)
  }
}

const actingHeader = (acting: string | null): Record<string, string> =>
  acting ? { 'Acting-Member': acting } : {}
