// One running page or worker of a phone: the app's code, started in a world of its own. Time,
// chance, network and storage reach it through that world only, so that a seed gives the same run.

import { createECDH } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { IDBKeyRange } from 'fake-indexeddb'
import type * as face from './phone.ts'
import type { Storage } from './storage.ts'

type Face = typeof face

export interface Request {
  method: string
  path: string
  headers: Record<string, string>
  /** Base64. */
  body: string | null
}

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** Sends a request out of the phone; null where nothing comes back. */
export type Network = (request: Request) => Promise<Reply | null>

export class Process {
  /** What the phone's clock says, in ms since 1970. */
  now = 0
  private left = Number.POSITIVE_INFINITY
  private dead = false
  private readonly core: Face
  private readonly network: Network
  private died: () => void = () => undefined

  constructor(
    boot: (world: Record<string, unknown>) => Face,
    storage: Storage,
    seed: string,
    network: Network,
  ) {
    this.network = network
    this.core = boot(this.world(storage, seed))
  }

  /**
   * Runs one thing. With `life` the process is killed before its so-many-th transaction or request,
   * and `killed` is what comes back.
   */
  async call(name: string, args: unknown[], life: number | null): Promise<unknown> {
    this.left = life ?? Number.POSITIVE_INFINITY
    const killed = new Promise<'killed'>((resolve) => {
      this.died = () => resolve('killed')
    })
    const work = this.core[name as keyof Face] as (...args: unknown[]) => Promise<unknown>
    const done = work(...args).then(
      (value) => ({ value }),
      (error: Error) => ({ error: chainOf(error) }),
    )
    return await Promise.race([done, killed])
  }

  kill(): void {
    this.dead = true
    this.died()
  }

  /** A moment at which the system may take the process away. */
  private step(): void {
    if (this.left <= 0) this.kill()
    this.left -= 1
    if (this.dead) throw new DOMException('The process is gone.', 'InvalidStateError')
  }

  private world(storage: Storage, seed: string): Record<string, unknown> {
    const random = chance(seed)
    const time = () => this.now
    class PhoneDate extends Date {
      constructor(...given: [] | [string | number | Date]) {
        super(...((given.length > 0 ? given : [time()]) as [number]))
      }
      static override now(): number {
        return time()
      }
    }
    const math = Object.create(Math, { random: { value: random } })
    const world: Record<string, unknown> = {
      indexedDB: storage.opener(() => this.step()),
      IDBKeyRange,
      localStorage: storage.local,
      fetch: (path: string, init: RequestInit) => this.fetch(path, init),
      crypto: cryptoOf(random),
      Date: PhoneDate,
      Math: math,
      CompressionStream: Gzip,
      // A time-out is the network's matter here.
      setTimeout: () => 0,
      clearTimeout: () => undefined,
      navigator: {},
      console: SILENT,
      BroadcastChannel: undefined,
      addEventListener: undefined,
      dispatchEvent: undefined,
    }
    const whole = { ...globals(), ...world }
    return { ...world, globalThis: whole, self: whole, window: undefined }
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    this.step()
    const { method = 'GET', headers, body } = init
    const bytes = body ? Buffer.from(await new Response(body).arrayBuffer()) : null
    const sent = headers as Record<string, string>
    const reply = await this.network({
      method,
      path,
      headers: sent,
      body: bytes?.toString('base64') ?? null,
    })
    this.step()
    if (!reply) throw new TypeError('Failed to fetch')
    return new Response(reply.status === 204 ? null : reply.body, reply)
  }
}

const SILENT = new Proxy({}, { get: () => () => undefined })

/** What Dexie and our code look up on the global object and that needs no simulation. */
function globals(): Record<string, unknown> {
  return { Promise, Object, Array, Error, DOMException, Response, Blob, structuredClone }
}

/** Numbers from 0 up to 1, the same ones for the same seed (sfc32). */
function chance(seed: string): () => number {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 2 ** 32
  }
  for (const sign of seed) {
    a ^= sign.codePointAt(0) ?? 0
    next()
  }
  for (let warm = 0; warm < 12; warm += 1) next()
  return next
}

function cryptoOf(random: () => number) {
  const getRandomValues = <T extends Uint8Array>(into: T): T => {
    for (let at = 0; at < into.length; at += 1) into[at] = Math.floor(random() * 256)
    return into
  }
  const randomUUID = () => {
    const bytes = getRandomValues(new Uint8Array(16))
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
    const hex = Buffer.from(bytes).toString('hex')
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-')
  }
  const subtle = {
    digest: crypto.subtle.digest.bind(crypto.subtle),
    // Two signatures of one thing are not the same; nothing that a run depends on is made of them.
    sign: crypto.subtle.sign.bind(crypto.subtle),
    exportKey: crypto.subtle.exportKey.bind(crypto.subtle),
    generateKey: (kind: EcKeyImportParams) => keyPair(kind, getRandomValues(new Uint8Array(32))),
  }
  return { randomUUID, getRandomValues, subtle }
}

/** A pair of keys out of these 32 bytes: the platform would draw its own. */
async function keyPair(kind: EcKeyImportParams, secret: Uint8Array) {
  const made = createECDH('prime256v1')
  made.setPrivateKey(secret)
  const point = made.getPublicKey()
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
  const open = { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }
  const d = Buffer.from(secret).toString('base64url')
  return {
    publicKey: await crypto.subtle.importKey('jwk', open, kind, true, ['verify']),
    privateKey: await crypto.subtle.importKey('jwk', { ...open, d }, kind, false, ['sign']),
  }
}

/** Packs in one piece: the platform's own packs in another thread, in whatever time that takes. */
class Gzip extends TransformStream<Uint8Array, Uint8Array> {
  constructor(_format: string) {
    const parts: Uint8Array[] = []
    super({
      transform: (part) => {
        parts.push(part)
      },
      flush: (out) => out.enqueue(gzipSync(Buffer.concat(parts))),
    })
  }
}

/** An error with what it wraps. */
function chainOf(error: unknown): string {
  const found: string[] = []
  for (let next = error; next instanceof Object && found.length < 5; ) {
    const { stack, message, cause, inner } = next as Error & { inner?: unknown }
    found.push(stack ?? message)
    next = inner ?? cause
  }
  return found.join('\ncaused by ')
}
