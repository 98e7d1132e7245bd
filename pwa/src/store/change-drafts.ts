import { db } from './database'
import { dropDraft } from './drafts'
import { withStore } from './errors'

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
