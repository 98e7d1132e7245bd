// The only fetch of the app.
import { PRACTICE } from '../practice'

/** The server did not answer, or what answered was not our server (a captive portal, say). */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

/** Any answer of our server, good or not. `body` is its JSON, a PDF as a Blob, or null. */
export interface Answer {
  status: number
  body: unknown
  /** Seconds that the server asks to wait; null if it does not. */
  retryAfter: number | null
  etag: string | null
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Send the body packed; the sync routes take that. */
  packed?: boolean
  etag?: string | null
  /** The member who holds the phone: what is asked is asked with that person's rights alone. */
  acting?: string | null
  /** Goes on though the page is left meanwhile: of what is short alone, a browser sends 64 kB so. */
  keepalive?: boolean
  /** Given up after so long, if not after 20 s. */
  timeOutMs?: number | undefined
}

export const TIME_OUT_MS = 20_000

/** What is shorter does not get shorter still by being packed. */
const PACK_FROM = 200

const WITH_BODY = new Set(['POST', 'PUT', 'PATCH'])

/**
 * One request, given up after a while. Cookies go along; nothing is cached and nothing redirected.
 * Raises Unreachable when there is no answer, or one that is not JSON or PDF of ours. In practice
 * there is nobody to ask.
 */
export async function request(path: string, asked: RequestOptions = {}): Promise<Answer> {
  if (PRACTICE) throw new Unreachable()
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (asked.acting) headers['Acting-Member'] = asked.acting
  if (asked.etag) headers['If-None-Match'] = asked.etag
  const init: RequestInit = {
    method: asked.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    keepalive: asked.keepalive ?? false,
  }
  if (asked.method && WITH_BODY.has(asked.method)) {
    headers['Content-Type'] = 'application/json'
    const text = JSON.stringify(asked.body ?? {})
    const packed = asked.packed ? await pack(text) : null
    if (packed) headers['Content-Encoding'] = 'gzip'
    init.body = packed ?? text
  }
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), asked.timeOutMs ?? TIME_OUT_MS)
  try {
    return await read(await fetch(path, { ...init, signal: stop.signal }))
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(error)
  } finally {
    clearTimeout(timer)
  }
}

async function read(response: Response): Promise<Answer> {
  const head = {
    status: response.status,
    retryAfter: seconds(response.headers.get('Retry-After')),
    etag: response.headers.get('ETag'),
  }
  if (response.status === 204 || response.status === 304) return { ...head, body: null }
  const type = response.headers.get('Content-Type')
  if (type?.startsWith('application/json')) return { ...head, body: await response.json() }
  if (type === 'application/pdf') return { ...head, body: await response.blob() }
  // A proxy in front of us speaks HTML when we are down: that is an answer, with a status.
  if (response.status >= 500) return { ...head, body: null }
  throw new Unreachable()
}

function seconds(header: string | null): number | null {
  if (header === null) return null
  const given = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(given) ? Math.max(0, given) : null
}

async function pack(text: string): Promise<Blob | null> {
  if (typeof CompressionStream === 'undefined' || text.length < PACK_FROM) return null
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return await new Response(packed).blob()
}

/** The problem's code in an answer that is not good; `internal` for one that names none. */
export function problemOf(answer: Answer): string {
  const code = (answer.body as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : answer.status === 503 ? 'server_busy' : 'internal'
}
