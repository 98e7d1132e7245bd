import { STORE } from '../practice'
import type { Settings } from './settings'

type UnsentCount = NonNullable<Settings['lost']>

const KEY = `${STORE}.held`

/** Changes without a verdict in the database, and when they were counted; null until somebody does. */
let counted: UnsentCount | null = null
/** Writes that have begun. */
let begun = 0

// A browser that refuses this storage refuses the database too, and that is told by itself.
export function readUnsentMarker(): UnsentCount | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as UnsentCount | null
  } catch {
    return null
  }
}

/** Notes, outside the database, how many changes this phone holds unsent. PROTOCOL 7.13 */
export function writeUnsentMarker(unsent: number): void {
  counted = { unsent, at: new Date().toISOString() }
  note()
}

/** What this page itself last counted, of a database that is gone; from here on another one counts. */
export function takeLastCount(): UnsentCount | null {
  const last = counted
  counted = null
  return last
}

function note(): void {
  if (counted === null) return
  const held: UnsentCount = { unsent: counted.unsent + begun, at: new Date().toISOString() }
  try {
    localStorage.setItem(KEY, JSON.stringify(held))
  } catch {
    // see readUnsentMarker()
  }
}

/**
 * Notes a change before it is written: killed right after the write, the phone must not remember that
 * it held nothing. `write` tells whether it wrote one.
 */
export async function withUnsentMarker(write: () => Promise<boolean>): Promise<void> {
  begun += 1
  note()
  let wrote = false
  try {
    wrote = await write()
  } finally {
    begun -= 1
    // What was written is counted by who watches the database.
    if (!wrote) note()
  }
}
