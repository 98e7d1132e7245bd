import type { Arrival, Enrolment, Paper } from '../rules/types'
import type { Checked } from './checks'
import { db } from './database'

/** Base is being fetched anew beside the old one: all of it, or the channels whose digest failed. */
export interface Rebuild {
  reason: 'history' | 'digest'
  channels: 'all' | string[]
  cursors: Record<string, number>
  phase: 'pull' | 'have'
}

/** A PIN as it is kept: a slow salted hash, and how often it was typed wrong since it was right. */
export interface Pin {
  salt: Uint8Array<ArrayBuffer>
  hash: Uint8Array<ArrayBuffer>
  rounds: number
  /** By team: how often a lead had taken a PIN away when this one was set. */
  resets: Record<string, number>
  wrong: number
  /** When it was last typed wrong, ISO. */
  wrongAt: string | null
}

/** A paper as it stood when it was saved. */
export interface PaperCopy {
  paper: Paper
  /** YYYY-MM-DD */
  day: string
  asked?: number
  replaces?: string
}

/** Everything that is kept by name. All of it lasts; nothing in it is a cache. */
export interface Settings {
  device: string
  key: CryptoKeyPair
  publicKey: JsonWebKey
  /** The last number given to a change on this installation. */
  no: number
  language: 'vi' | 'en'
  /** Who acts now, of those who share the phone. */
  person: { member: string; team: string }
  /** As joining answered, until the server's own `device` row is here; all whom that ever named. */
  enrolments: Enrolment[]
  receipts: string[]
  /** What the server last said about this device's right to talk to it. */
  standing: 'welcome' | 'signed_out' | 'revoked'
  /** The highest commit heard of by any route: sequence and tag. PROTOCOL 7 */
  seen: [number, string] | null
  cursors: Record<string, number>
  channels: string[]
  /** True once a last page has been applied: what is missing is then known to be missing. */
  complete: boolean
  /** Changes whenever base is replaced, so that a page asked for before is dropped. */
  generation: number
  /** Counts the transactions that wrote base. */
  writes: number
  rebuild: Rebuild | null
  /** Day on which a channel was last fetched anew because of its digest. */
  repairs: Record<string, string>
  /** Channels repaired since the server was last told. */
  unreportedRepairs: string[]
  /** Channels that were unequal again after they had been fetched anew that day. PROTOCOL 7.6 */
  differing: string[]
  /** When a digest was last compared with the rows themselves, by channel. */
  compared: Record<string, string>
  lastContact: string
  /** The server's own clock in its last good answer, ISO: what is old is told by it alone. */
  serverNow: string
  /** By how many seconds this phone's clock was ahead of the server's in that answer. */
  clockOff: number
  /** How papers are read on this phone: the size of letters in percent, and where in which paper. */
  reading: { size: number; places: Record<string, number> }
  /** Who has opened which paper in which version on this phone. PROTOCOL 5.17 */
  openings: string[]
  /** What of papers is here: which version of each, since which day, for which newer one it was asked whether to
   * fetch it, and the day of what it took the place of; and when files were last opened, by their address. */
  papers: {
    copies: Record<string, PaperCopy>
    opened: Record<string, string>
  }
  /** What was found when this phone was last looked at. */
  checked: Checked
  /** The last two loads of the page that wrote here. */
  loads: string[]
  /** Records that the server has, of which nothing sent is kept any more. */
  handedIn: string[]
  /** To whom what is still in the outbox was handed, as somebody said. PROTOCOL 8.3 */
  handed: { to: string; at: string; changes: string[] }[]
  upgrade: boolean
  /** The server takes no more of what waits for a person. */
  full: boolean
  /** Version that set changes aside; a newer one tries them again. */
  version: string
  installDismissedAt: string | null
  /** The day for which the person put off what this phone lacks. */
  readyPutOff: string
  /** By team: the rows of members whom a lead of it has been told of on this phone. */
  knownMembers: Record<string, string[]>
  /** What the server last said of phones that the lead of a team should hear of. */
  arrivals: Arrival[]
  /** … and of how much waits in each team for its lead to settle. */
  reviews: Record<string, number>
  /** Those of them that the lead has read of on this phone. */
  knownPhones: string[]
  /** Of which teams somebody has read that they are out of them, as `member/team`. */
  readMoves: string[]
  /** The certificates that a person has opened, as `member/moment`. */
  readCertificates: string[]
  /** Sessions of whose last change somebody on this phone has not read yet. */
  corrections: string[]
  /** By member: what locks the screen under that name. */
  pins: Record<string, Pin>
  /** The browser has thrown the data away: how many changes were unsent, and when that was known. */
  lost: { unsent: number; at: string | null } | null
  /** The store was empty at the start, and the server has not said whether it knows this phone. */
  unasked: boolean
  persistAsked: boolean
  /** Counts what was asked for at the desk. */
  deskTurn: number
  /** Counts who signed in or out at the desk. */
  deskGeneration: number
  /** Signed out here, and the server has not heard of it. */
  deskLeaving: boolean
  lease: { holder: string; until: number }
}

export type SettingName = keyof Settings

/** Joins the transaction around it, if there is one. */
export async function getSetting<K extends SettingName>(key: K): Promise<Settings[K] | undefined> {
  return (await db.meta.get(key))?.value as Settings[K] | undefined
}

export async function putSetting<K extends SettingName>(key: K, value: Settings[K]): Promise<void> {
  await db.meta.put({ key, value })
}

type Counter = 'no' | 'generation' | 'writes' | 'deskTurn' | 'deskGeneration'

/** Adds one to a counter and gives it back. Call it inside the transaction that uses the number. */
export async function bump(key: Counter): Promise<number> {
  const next = ((await getSetting(key)) ?? 0) + 1
  await putSetting(key, next)
  return next
}
