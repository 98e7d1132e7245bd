import type { Change, Row, Verdict } from '../rules/types'

/** A change without a verdict. With `error` it is set aside: visible, exportable, not sent. */
export type OutboxItem = Change & {
  tries: number
  error: string | null
  /** For which team its author recorded it, while that person may not act there. */
  team?: string
}

/** A change with a verdict, kept 90 days so that a restored server can get it back. */
export type SentItem = Change & {
  verdict: Verdict
  code: string | null
  /** Fields that did not go in. */
  fields: string[]
  /** When the verdict came, ISO, by the server's clock. */
  sentAt: string
  /** 1 while a person still has to see or settle it; absent otherwise, so that the index is short. */
  open?: 1
  /** What was refused of it while other fields are still open. */
  refused?: { fields: string[]; reason: string | null }
  settled?: { outcome: string; reason: string | null }
}

export type BaseRow = Row

export interface SettingRow {
  key: string
  value: unknown
}

export interface Draft {
  key: string
  value: unknown
  at: string
}

/** What another phone made and this one brings to the server. PROTOCOL 8.3 */
export interface CarriedBundle {
  /** The SHA-256 of device, signature and payload, in hexadecimal. */
  id: string
  device: string
  /** The server's time when it had taken it, if that was known. */
  kept?: string
  /** Who handed it over, and how many sessions there are said to be in it. */
  from: string
  sessions: number
  signature: Uint8Array
  /** Empty once the server has it. */
  payload: Uint8Array
  state: 'waiting' | 'received' | 'refused'
  /** Why the server has not taken it. */
  code: string | null
  /** When the server last turned it away. */
  tried?: string
  /** When it was taken, or delivered. */
  at: string
  /** When it was taken; a version before this one kept no more than `at`. */
  taken?: string
}

/** A last answer of the server for the desk; without a body where there is nothing to see any more. */
export interface DeskAnswer {
  key: string
  /** Which asking it answers, counted on this device. */
  turn?: number
  at: string
  etag: string | null
  body: unknown
}

/** The store as it was at a moment; `writes` is -1 once somebody else has written base since. */
export interface Mark {
  generation: number
  writes: number
  seen: [number, string] | null
}
