import { pathOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import type { ApiResult } from '../../sync/api-result'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export type NewAccount = Wire['NewAccount']

export type AccountChanges = Wire['AccountChange']

const of = (id: string) => `/api/accounts/${encodeURIComponent(id)}`
const refreshedKeys = () => [pathOf('/api/accounts')]

/** The answer is the only place where the new account's password stands. */
export async function addAccount(account: NewAccount): Promise<Outcome<{ password: string }>> {
  return withPassword(await change('POST', '/api/accounts', account, refreshedKeys()))
}

/** `without_password`: nobody signs in to it until its owner has set one by a link. */
export async function changeAccount(
  id: string,
  changes: AccountChanges,
): Promise<Outcome<{ name: string; without_password: boolean }>> {
  const answer = await change('PATCH', of(id), changes, refreshedKeys())
  if (!answer.ok) return answer
  const { name, without_password } = answer.body as { name: string; without_password: boolean }
  return { ok: true, name, without_password }
}

/** A new password, shown once; whoever is signed in with the old one is signed out. */
export async function newPassword(id: string): Promise<Outcome<{ password: string }>> {
  return withPassword(await change('POST', `${of(id)}/password`, {}, refreshedKeys()))
}

export type ResetLink = Wire['ResetLink']

/** A link by which its owner sets a new password; shown once, and an older one ends. */
export async function makeReset(id: string): Promise<Outcome<{ reset: ResetLink }>> {
  const answer = await change('POST', `${of(id)}/reset`, {}, refreshedKeys())
  return answer.ok ? { ok: true, reset: answer.body as ResetLink } : answer
}

/** Takes every second factor of an account away, whose owner has lost the phone. */
export async function dropFactors(id: string): Promise<Outcome> {
  return await change('DELETE', `${of(id)}/factors`, undefined, refreshedKeys())
}

function withPassword(answer: ApiResult): Outcome<{ password: string }> {
  return answer.ok ? { ok: true, password: (answer.body as { password: string }).password } : answer
}
