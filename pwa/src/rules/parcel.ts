// What one phone hands to another: bundles in one piece, and that piece cut into frames for QR codes
// or written into a file. PROTOCOL 8.5; cases in sync/cases/bundle.json.

import { fromBase45, toBase45 } from './base45'

/** Changes of one phone, packed, with its signature over them. */
export interface Bundle {
  device: string
  signature: Uint8Array
  payload: Uint8Array
}

/** `from` and `sessions` are for the eye of who takes it; only what is signed proves anything. */
export interface Parcel {
  from: string
  sessions: number
  bundles: Bundle[]
}

export const SIGNATURE_BYTES = 64
const MAGIC = 'TN1'
/** Signs of a frame's text: a code of 85 modules a side, which a cheap camera reads off a cheap screen. */
export const FRAME_SIGNS = 840
/** So many frames at most are waited for; more is a file's work. */
export const MOST_FRAMES = 400
const FRAME = /^TN1:([0-9A-F]{8}):(\d{1,3})\/(\d{1,3}):(.+)\.$/s

export function packParcel({ from, sessions, bundles }: Parcel): Uint8Array {
  const name = new TextEncoder().encode(from).slice(0, 255)
  const head = [
    ...new TextEncoder().encode(MAGIC),
    name.length,
    ...name,
    (sessions >> 8) & 0xff,
    sessions & 0xff,
  ]
  const parts = bundles.map(({ device, signature, payload }) => {
    const part = new Uint8Array(16 + SIGNATURE_BYTES + 4 + payload.length)
    part.set(bytesOfId(device))
    part.set(signature, 16)
    new DataView(part.buffer).setUint32(16 + SIGNATURE_BYTES, payload.length)
    part.set(payload, 16 + SIGNATURE_BYTES + 4)
    return part
  })
  return joined([Uint8Array.from(head), ...parts])
}

/** Null for what no phone of ours packed. */
export function readParcel(bytes: Uint8Array): Parcel | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length))
  const length = bytes[MAGIC.length]
  if (magic !== MAGIC || length === undefined) return null
  let at = MAGIC.length + 1 + length
  if (at + 2 > bytes.length) return null
  const from = new TextDecoder().decode(bytes.subarray(MAGIC.length + 1, at))
  const sessions = view.getUint16(at)
  at += 2
  const bundles: Bundle[] = []
  while (at < bytes.length) {
    const start = at + 16 + SIGNATURE_BYTES + 4
    if (start > bytes.length) return null
    const end = start + view.getUint32(start - 4)
    if (end > bytes.length) return null
    bundles.push({
      device: idOfBytes(bytes.subarray(at, at + 16)),
      signature: bytes.slice(at + 16, start - 4),
      payload: bytes.slice(start, end),
    })
    at = end
  }
  return bundles.length > 0 ? { from, sessions, bundles } : null
}

/** The texts of the codes that show a parcel one after the other. */
export async function framesOf(parcel: Uint8Array): Promise<string[]> {
  const check = await checkOf(parcel)
  const text = toBase45(parcel)
  const count = Math.ceil(text.length / FRAME_SIGNS)
  // Of equal length, so that none is harder to read than the others.
  const length = Math.ceil(text.length / count)
  return Array.from({ length: count }, (_, at) => {
    const part = text.slice(at * length, (at + 1) * length)
    // A text may begin or end with a space, which some scanners take away.
    return `${MAGIC}:${check}:${at + 1}/${count}:${part}.`
  })
}

/** Frames as they are seen, in any order and again and again. */
export class Gathering {
  private readonly parts = new Map<number, string>()
  private check = ''
  total = 0

  /** True for a frame that was not there before. Frames of another parcel begin anew. */
  add(text: string): boolean {
    const [, check = '', number, total, part = ''] = FRAME.exec(text) ?? []
    const [at, of] = [Number(number), Number(total)]
    if (!check || at < 1 || at > of || of > MOST_FRAMES) return false
    if (check !== this.check || of !== this.total) {
      this.parts.clear()
      this.check = check
      this.total = of
    }
    if (this.parts.has(at)) return false
    this.parts.set(at, part)
    return true
  }

  get missing(): number[] {
    return Array.from({ length: this.total }, (_, at) => at + 1).filter((at) => !this.parts.has(at))
  }

  /** The parcel, once no frame is missing; null before, and for one whose hash is another. */
  async parcel(): Promise<Uint8Array | null> {
    if (this.total === 0 || this.missing.length > 0) return null
    const texts = Array.from({ length: this.total }, (_, at) => this.parts.get(at + 1) ?? '')
    const bytes = fromBase45(texts.join(''))
    if (bytes && (await checkOf(bytes)) === this.check) return bytes
    this.parts.clear()
    this.total = 0
    return null
  }
}

/** A parcel as the text of a file: a line for people, then the parcel. */
export function fileOf(parcel: Uint8Array, line: string): string {
  return `${line}\n${toBase64Url(parcel)}\n`
}

/** Null for a file that holds no parcel. */
export function readFile(text: string): Uint8Array | null {
  const words = text.split(/\s+/).reverse()
  const found = words.map((word) => (word.length > 40 ? fromBase64Url(word) : null))
  return found.find((bytes) => bytes && readParcel(bytes)) ?? null
}

export function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export function fromBase64Url(text: string): Uint8Array | null {
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0))
  } catch {
    return null
  }
}

async function checkOf(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as BufferSource)
  return hexOf(new Uint8Array(hash).subarray(0, 4)).toUpperCase()
}

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

function bytesOfId(id: string): Uint8Array {
  const hex = id.replaceAll('-', '').match(/../g) ?? []
  return Uint8Array.from(hex, (byte) => Number.parseInt(byte, 16))
}

function idOfBytes(bytes: Uint8Array): string {
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
