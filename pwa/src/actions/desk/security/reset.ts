import type { Wire } from '../../../api/wire'
import { change } from '../../../sync/desk'
import type { Outcome } from '../../outcome'

export type ResetOf = Wire['ResetLook']

/** The token of a reset link: `v1.` and a secret. */
const TOKEN = /^v1\.[A-Za-z0-9_-]{16,200}$/

/**
 * The token in this page's address (`/reset#v1.…`); null if there is none. It is a secret: it is wiped
 * from the address at once, so that it stays in no history and on no screenshot.
 */
export function takeResetToken(): string | null {
  const token = location.hash.slice(1)
  if (!token) return null
  history.replaceState(history.state, '', location.pathname)
  return TOKEN.test(token) ? token : null
}

/** Whose password the link sets. */
export async function checkReset(token: string): Promise<Outcome<{ of: ResetOf }>> {
  const answer = await change('POST', '/api/reset/look', { token }, [])
  return answer.ok ? { ok: true, of: answer.body as ResetOf } : answer
}

/** Sets the password; whoever is signed in with the old one is signed out. */
export async function resetPassword(token: string, password: string): Promise<Outcome> {
  return await change('POST', '/api/reset', { token, password }, [])
}
