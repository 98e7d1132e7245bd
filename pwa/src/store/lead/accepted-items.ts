import { db } from '../database'
import { withStore } from '../errors'

const PREFIX = 'accepted/'

/** An item that somebody has accepted, in whose name (null: an account's), and when (ms since 1970). */
export interface Accepted {
  item: string
  acting: string | null
  at: number
}

/** What was accepted here and the server has not answered. It goes with all else of the desk. */
export async function readAccepted(): Promise<Accepted[]> {
  const rows = await withStore(() => db.desk.where('key').startsWith(PREFIX).toArray())
  return rows.map(({ body }) => body as Accepted)
}

export async function putAccepted(accepted: Accepted): Promise<void> {
  const row = { key: PREFIX + accepted.item, at: '', etag: null, body: accepted, turn: Infinity }
  await withStore(() => db.desk.put(row))
}

export async function dropAccepted(item: string): Promise<void> {
  await withStore(() => db.desk.delete(PREFIX + item))
}
