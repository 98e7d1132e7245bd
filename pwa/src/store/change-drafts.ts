import { db } from './database'
import { withStore } from './errors'

/** What was in it, null where there was none. Joins the transaction around it. */
export async function dropDraft(key: string, record?: string): Promise<unknown> {
  const value = (await db.drafts.get(key))?.value
  const becomes = (value as { record?: string } | undefined)?.record
  if (record && becomes && becomes !== record) return null
  await db.drafts.delete(key)
  return value ?? null
}

export async function putDraft(key: string, value: unknown, at: string): Promise<void> {
  await withStore(() => db.drafts.put({ key, value, at }))
}

/** With a record only the form that becomes it: another window may keep another one by now. */
export async function deleteDraft(key: string, record?: string): Promise<void> {
  await withStore(() => db.transaction('rw', db.drafts, () => dropDraft(key, record)))
}

/** What was filled in before anybody had joined belongs to who joins; see screens/log/holder.ts. */
export async function handOverDrafts(member: string, team: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.drafts, async () => {
      const nobodys = (await db.drafts.toArray()).filter(({ key }) => key.endsWith('@'))
      await db.drafts.bulkPut(
        nobodys.map((draft) => ({ ...draft, key: `${draft.key}${member}/${team}` })),
      )
      await db.drafts.bulkDelete(nobodys.map(({ key }) => key))
    }),
  )
}
