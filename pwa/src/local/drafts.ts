import { db } from './database'
import { withStore } from './errors'

export async function putDraft(key: string, value: unknown, at: string): Promise<void> {
  await withStore(() => db.drafts.put({ key, value, at }))
}

export async function getDraft(key: string): Promise<unknown> {
  return await withStore(async () => (await db.drafts.get(key))?.value ?? null)
}

export async function deleteDraft(key: string): Promise<void> {
  await withStore(() => db.drafts.delete(key))
}
