import type { Fields } from '../rules/types'
import type { Checked } from './checks'

// What is true of this page only and dies with it; what must last stands in the database.

/** A help session whose write has begun, and when it came through (performance.now(), ms). */
export interface Saving {
  fields: Fields
  done: number | null
}

export interface Status {
  /** By record: a number moves under the finger, and back if the write fails. Never "saved". */
  saving: ReadonlyMap<string, Saving>
  sending: boolean
  /** Ids of the changes in the request that is on its way. */
  inFlight: ReadonlySet<string>
  online: 'unknown' | 'yes' | 'no'
  storage: { persisted: boolean; usage: number | null; quota: number | null } | null
  /** Code of what keeps the store from working; null while it works. */
  storageProblem: string | null
  canInstall: boolean
  updateReady: boolean
  /** What was found when this phone was last looked at. */
  ready: Checked | null
  /** The member whose PIN was typed on this page, or who has just set one. */
  unlocked: string | null
}

let status: Status = {
  saving: new Map(),
  sending: false,
  inFlight: new Set(),
  online: 'unknown',
  storage: null,
  storageProblem: null,
  canInstall: false,
  updateReady: false,
  ready: null,
  unlocked: null,
}
const watchers = new Set<(status: Status) => void>()

export function getStatus(): Status {
  return status
}

export function setStatus(patch: Partial<Status>): void {
  status = { ...status, ...patch }
  for (const watcher of watchers) watcher(status)
}

/** Calls back on every change; the answer stops it. */
export function watchStatus(watcher: (status: Status) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
