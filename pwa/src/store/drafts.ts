import { db } from './database'
import { withStore } from './errors'

export async function getDraft(key: string): Promise<unknown> {
  return await withStore(async () => (await db.drafts.get(key))?.value ?? null)
}

/** What was in it, null where there was none. Joins the transaction around it. */
export async function dropDraft(key: string, record?: string): Promise<unknown> {
  const value = (await db.drafts.get(key))?.value
  const becomes = (value as { record?: string } | undefined)?.record
  if (record && becomes && becomes !== record) return null
  await db.drafts.delete(key)
  return value ?? null
}

/** Under which key a crowd that somebody counts is kept; the holder is a member in a team. */
export const crowdKey = (holder: string): string => `${CROWD}${holder}`

export const CROWD = 'crowd@'
