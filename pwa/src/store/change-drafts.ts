import { db } from './database'
import { withStore } from './errors'
import { currentAuthor } from './people'

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
  await withStore(() => move('@', `@${member}/${team}`, () => true))
}

/**
 * What the current person was filling in, or counting, under an id that was merged into theirs is theirs;
 * where they have begun the same already, that stays as it is. PROTOCOL 5.10
 */
export async function followMergedDrafts(): Promise<void> {
  await withStore(async () => {
    const { member, team, merged = [] } = (await currentAuthor()) ?? {}
    for (const old of merged) {
      await move(`@${old}/${team}`, `@${member}/${team}`, (there) => !there)
    }
  })
}

/** Gives keys that end so another end; `may`: by whether something stands there already. */
function move(end: string, to: string, may: (there: boolean) => boolean): Promise<void> {
  return db.transaction('rw', db.drafts, async () => {
    const all = await db.drafts.toArray()
    const there = new Set(all.map(({ key }) => key))
    for (const draft of all.filter(({ key }) => key.endsWith(end))) {
      const key = draft.key.slice(0, -end.length) + to
      if (!may(there.has(key))) continue
      await db.drafts.put({ ...draft, key })
      await db.drafts.delete(draft.key)
    }
  })
}
