import { getDraft } from '../../store/drafts'
import { saveDraft } from '../phone'
import type { NewInvitation } from './desk'

/** The draft in which a lead's phone keeps the codes that it made: the server has only their hashes. */
export const CODES = 'codes'

/** Keeps a code until it ends or is withdrawn. */
export const keepCode = (code: NewInvitation): Promise<void> => put(code.id, code)

/** Forgets what has ended, and a code that was withdrawn. */
export const dropCode = (id?: string): Promise<void> => put(id)

async function put(id?: string, ...added: NewInvitation[]): Promise<void> {
  try {
    const all = ((await getDraft(CODES)) ?? []) as NewInvitation[]
    const others = all.filter((one) => one.id !== id && Date.parse(one.expires_at) > Date.now())
    if (all.length + added.length > 0) await saveDraft(CODES, [...others, ...added])
  } catch {
    // What the store could not do, the first screen says; the code's page says what is kept.
  }
}
