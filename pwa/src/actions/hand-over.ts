import { PRACTICE } from '../practice'
import { canRead, changesOf } from '../rules/bundle-payload'
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
import { CHANGES_PER_BUNDLE, SCHEMA } from '../rules/protocol-limits'
import { vietnamTime } from '../store/days'
import { currentPerson } from '../store/people'
import { addHandedNote, dropCarried, readHandable, saveCarried } from '../store/relay'
import { changeOf } from '../store/request'
import { VERSION } from '../store/version'
import type { Delivered } from '../sync/relay'
import { afterSave } from './after-save'

/** What is shown to a teammate's camera, or written into a file. */
export interface HandOver {
  frames: string[]
  /** The text of the file; its first line is for people. */
  file: string
  sessions: number
  /** The changes that are in it. */
  changes: string[]
}

/**
 * Why there is no parcel: nobody has recorded anything; nothing of it may be sent now, such as what is
 * set aside or of somebody who may not act; no key to sign with; or it is only practice.
 */
export type NoHandOver = 'nothing' | 'not_sendable' | 'no_key' | 'practice'

/**
 * Everything that this phone has not sent, packed and signed for another phone. Nothing here changes:
 * all of it stays in the outbox. What is practised is never signed. PROTOCOL 8.2
 * @param lineOf what the file says to a person who opens it, of so many sessions
 */
export async function prepareHandOver(
  lineOf: (sessions: number) => string,
): Promise<HandOver | NoHandOver> {
  if (PRACTICE) return 'practice'
  const handable = await readHandable()
  if (!handable) return 'no_key'
  const { device, key, changes, held } = handable
  if (changes.length === 0) return held > 0 ? 'not_sendable' : 'nothing'
  const from = (await currentPerson())?.member_name ?? ''
  const bundles: Bundle[] = []
  for (let at = 0; at < changes.length; at += CHANGES_PER_BUNDLE) {
    const part = changes.slice(at, at + CHANGES_PER_BUNDLE).map(changeOf)
    const { instant } = vietnamTime(new Date())
    const said = { device, from, now: instant, app: VERSION, schema: SCHEMA, changes: part }
    const payload = await packed(JSON.stringify(said))
    const signature = await sign(key, payload)
    bundles.push({ device, signature, payload })
  }
  // As the pill counts them: one that is void by the last word on it is none.
  const live = new Set<string>()
  for (const { kind, record, set } of changes)
    if (kind === 'help_session') live[set.status === 'void' ? 'delete' : 'add'](record)
  const sessions = live.size
  const parcel = packParcel({ from, sessions, bundles })
  return {
    frames: await framesOf(parcel),
    file: fileOf(parcel, lineOf(sessions)),
    sessions,
    changes: changes.map(({ id }) => id),
  }
}

const MOST_NOTES = 20

/** Somebody says that a teammate has it: noted beside the changes, which stay as they are. PROTOCOL 8.3 */
export async function noteHandedOver(to: string, changes: string[]): Promise<void> {
  await addHandedNote({ to, at: new Date().toISOString(), changes }, MOST_NOTES)
}

/** Null for a file that holds nothing of ours, or something of it damaged. */
export async function parcelOfFile(text: string): Promise<Parcel | null> {
  const bytes = readFile(text)
  const parcel = bytes && readParcel(bytes)
  const whole = parcel && (await Promise.all(parcel.bundles.map(({ payload }) => isWhole(payload))))
  return whole?.every(Boolean) ? parcel : null
}

/** Whether a payload can be read: what is packed holds a sum of itself. */
async function isWhole(payload: Uint8Array): Promise<boolean> {
  if (!canRead(payload)) return true // the server will see
  try {
    await changesOf(payload)
    return true
  } catch {
    return false
  }
}

export { Gathering, MOST_FRAMES, type Parcel, readParcel } from '../rules/parcel'

/** Keeps what a teammate handed over until the server has it, and sends soon. */
export async function importParcel({ from, sessions, bundles }: Parcel): Promise<void> {
  // Practice is thrown away when it ends.
  if (PRACTICE) throw new Error('practice takes nothing over')
  const at = new Date().toISOString()
  const rows = await Promise.all(
    bundles.map(async (bundle, place) => ({
      ...bundle,
      id: await idOf(bundle),
      from,
      // Told once, with the first.
      sessions: place === 0 ? sessions : 0,
      state: 'waiting' as const,
      code: null,
      at,
      taken: at,
    })),
  )
  await saveCarried(rows)
  afterSave()
}

/** Throws away what the server will never take; the phone that recorded it keeps its own. */
export async function dropParcel(id: string): Promise<void> {
  await dropCarried(id)
}

/** At the desk: straight to the server. How many changes it has taken, or the first problem. */
export async function deliverParcel({ bundles }: Parcel): Promise<Delivered> {
  const { deliver } = await import('../sync/relay')
  let [changes, waiting] = [0, 0]
  for (const bundle of bundles) {
    const told = await deliver(bundle)
    if (!told.ok) return told
    changes += told.changes
    waiting += told.waiting
  }
  return { ok: true, changes, waiting, gone: false }
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

/** Of all of it: a damaged copy is another bundle, and keeps nobody from taking the good one. */
async function idOf({ device, signature, payload }: Bundle): Promise<string> {
  const whole = new Blob([device, signature as BlobPart, payload as BlobPart])
  const hash = await crypto.subtle.digest('SHA-256', await whole.arrayBuffer())
  return hexOf(new Uint8Array(hash))
}
