import { db } from './database'
import { withStore } from './errors'

export async function getDraft(key: string): Promise<unknown> {
  return await withStore(async () => (await db.drafts.get(key))?.value ?? null)
}

/** Under which key a crowd that somebody counts is kept; the holder is a member in a team. */
export const crowdKey = (holder: string): string => `${CROWD}${holder}`

export const CROWD = 'crowd@'
