import { getDraft } from '../../store/drafts'
import { saveDraft } from '../phone'
import type { NewInvitation } from './desk'

/** The draft in which a lead's phone keeps the codes that it made: the server has only their hashes. */
export const CODES = 'codes'

/** Keeps a code until it ends or is withdrawn. */
export async function keepCode(code: NewInvitation): Promise<void> {
  await put([...(await others(code.id)), code])
}

/** Forgets a code that was withdrawn. */
export async function dropCode(id: string): Promise<void> {
  if (await getDraft(CODES)) await put(await others(id))
}

async function others(id: string): Promise<NewInvitation[]> {
  const all = ((await getDraft(CODES)) ?? []) as NewInvitation[]
  return all.filter((one) => one.id !== id && Date.parse(one.expires_at) > Date.now())
}

const put = (codes: NewInvitation[]) => saveDraft(CODES, codes)
