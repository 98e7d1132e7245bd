import { db } from '../database'
import { withStore } from '../errors'

const PREFIX = 'desk:'

/** Under which key an account's form is kept until it is handed in or put away. */
export const deskFormKey = (account: string, form: string): string => `${PREFIX}${account}/${form}`

/** The names of the forms that an account has begun on this device. */
export async function begunForms(account: string): Promise<string[]> {
  const start = deskFormKey(account, '')
  const keys = await withStore(() => db.drafts.where('key').startsWith(start).primaryKeys())
  return keys.map((key) => key.slice(start.length))
}

/** Whose forms ever: nothing of the desk stays. Joins the transaction around it. */
export async function dropDeskForms(): Promise<void> {
  await db.drafts.where('key').startsWith(PREFIX).delete()
}
