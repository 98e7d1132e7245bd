import { keepCarried, readHandable } from '../local/carried'
import { vietnamTime } from '../local/days'
import { getMeta, putMeta } from '../local/meta'
import { currentPerson } from '../local/people'
import type { OutboxItem } from '../local/rows'
import { VERSION } from '../local/version'
import { CHANGES_PER_REQUEST, SCHEMA } from '../rules/limits'
import {
  type Bundle,
  fileOf,
  framesOf,
  hexOf,
  type Parcel,
  packParcel,
  readFile,
  readParcel,
} from '../rules/parcel'
import { afterSave } from './start'

/** What is shown to a teammate's camera, or written into a file. */
export interface HandOver {
  frames: string[]
  /** The text of the file; its first line is for people. */
  file: string
  sessions: number
  /** The records that are in it. */
  records: string[]
}

/**
 * Everything that this phone has not sent, packed and signed for another phone. Null where there is
 * nothing, or no key to sign with. Nothing here changes: all of it stays in the outbox. PROTOCOL 8.2
 * @param line what the file says to a person who opens it
 */
export async function prepareHandOver(line: string): Promise<HandOver | null> {
  const handable = await readHandable()
  if (!handable || handable.changes.length === 0) return null
  const { device, key, changes } = handable
  const from = (await currentPerson())?.member_name ?? ''
  const bundles: Bundle[] = []
  for (let at = 0; at < changes.length; at += CHANGES_PER_REQUEST) {
    const part = changes.slice(at, at + CHANGES_PER_REQUEST).map(asSent)
    const { instant } = vietnamTime(new Date())
    const said = { device, from, now: instant, app: VERSION, schema: SCHEMA, changes: part }
    const payload = await packed(JSON.stringify(said))
    const signature = await sign(key, payload)
    bundles.push({ device, signature, payload })
  }
  const sessions = changes.filter((one) => one.op === 'create' && one.kind === 'help_session')
  const parcel = packParcel({ from, sessions: sessions.length, bundles })
  return {
    frames: await framesOf(parcel),
    file: fileOf(parcel, line),
    sessions: sessions.length,
    records: [...new Set(changes.map((one) => one.record))],
  }
}

const MOST_NOTES = 20

/** Somebody says that a teammate has it: noted beside the records, which stay as they are. PROTOCOL 8.3 */
export async function noteHandedOver(to: string, records: string[]): Promise<void> {
  const notes = (await getMeta('handed')) ?? []
  const at = new Date().toISOString()
  await putMeta('handed', [...notes, { to, at, records }].slice(-MOST_NOTES))
}

/** Null for a file that holds nothing of ours. */
export function parcelOfFile(text: string): Parcel | null {
  const bytes = readFile(text)
  return bytes && readParcel(bytes)
}

export { Gathering, type Parcel, readParcel } from '../rules/parcel'

/** Keeps what a teammate handed over until the server has it, and sends soon. */
export async function takeOver({ from, sessions, bundles }: Parcel): Promise<void> {
  const at = new Date().toISOString()
  const rows = await Promise.all(
    bundles.map(async (bundle, place) => ({
      ...bundle,
      id: await idOf(bundle.payload),
      from,
      // Told once, with the first.
      sessions: place === 0 ? sessions : 0,
      state: 'waiting' as const,
      code: null,
      at,
    })),
  )
  await keepCarried(rows)
  afterSave()
}

/** At the desk: straight to the server. How many changes it has taken, or the first problem. */
export async function deliverParcel({
  bundles,
}: Parcel): Promise<{ ok: true; changes: number } | { ok: false; problem: string }> {
  const { deliver } = await import('../sync/carried')
  let changes = 0
  for (const bundle of bundles) {
    const told = await deliver(bundle)
    if (!told.ok) return told
    changes += told.changes
  }
  return { ok: true, changes }
}

function asSent({ tries: _tries, error: _error, team: _team, ...change }: OutboxItem) {
  return change
}

async function packed(text: string): Promise<Uint8Array> {
  const plain = new Blob([text])
  if (typeof CompressionStream === 'undefined') return new Uint8Array(await plain.arrayBuffer())
  const stream = plain.stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

async function sign(key: CryptoKey, payload: Uint8Array): Promise<Uint8Array> {
  const way = { name: 'ECDSA', hash: 'SHA-256' }
  return new Uint8Array(await crypto.subtle.sign(way, key, payload as BufferSource))
}

async function idOf(payload: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', payload as BufferSource)))
}
