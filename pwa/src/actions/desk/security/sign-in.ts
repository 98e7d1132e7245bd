import { ACCOUNT } from '../../../store/desk/account'
import type { ApiResult } from '../../../sync/api-result'
import { change, goOnAt, refresh, signInAt } from '../../../sync/desk'
import type { Outcome } from '../../outcome'
import { askPasskey } from './webauthn'

/** What a session may do: everything only when it is `ready`. */
export type Stage = 'ready' | 'factor' | 'password' | 'enrol'

export type Step = Outcome<{ stage: Stage }>

export async function signIn(login: string, password: string): Promise<Step> {
  return stageOf(await signInAt(ACCOUNT, { login, password }))
}

/** The six digits of an authenticator app. */
export async function giveCode(code: string): Promise<Step> {
  return stageOf(await goOnAt(`${ACCOUNT}/factor`, { code }))
}

/** One of the codes that were put away for the day on which the phone is lost. */
export async function giveRecoveryCode(recovery: string): Promise<Step> {
  return stageOf(await goOnAt(`${ACCOUNT}/factor`, { recovery }))
}

/** A passkey alone, or after a password; it counts as both factors. */
export async function signInWithPasskey(): Promise<Step> {
  const asked = await change('POST', `${ACCOUNT}/passkey/options`, {}, [])
  if (!asked.ok) return asked
  const { id, options } = asked.body as { id: string; options: unknown }
  const answer = await askPasskey(options)
  if (!answer.ok) return answer
  return stageOf(await signInAt(`${ACCOUNT}/passkey`, { id, credential: answer.credential }))
}

/** The own password; the old one proves who asks. */
export async function changeOwnPassword(old: string, wanted: string): Promise<Step> {
  const answer = await change('POST', `${ACCOUNT}/password`, { old, new: wanted }, [ACCOUNT])
  // Nobody is signed in any more, which shows when the session is asked for.
  if (!answer.ok && answer.problem === 'unauthenticated') await refresh(ACCOUNT)
  return stageOf(answer)
}

/** Proves again who is at the desk, before anything that decides who gets in is changed. */
export async function confirmPassword(password: string): Promise<Outcome> {
  return await change('POST', `${ACCOUNT}/confirm`, { password }, [])
}

/** The failed sign-ins have been read of. */
export async function acknowledgeGuesses(): Promise<Outcome> {
  return await change('DELETE', '/api/account/guesses', undefined, [ACCOUNT])
}

/** What others did to the account, up to this entry of the trail, has been read of. */
export async function acknowledgeAccessChanges(until: number): Promise<Outcome> {
  return await change('DELETE', `/api/account/access-changes?until=${until}`, undefined, [ACCOUNT])
}

function stageOf(answer: ApiResult): Step {
  if (!answer.ok) return answer
  const body = answer.body as { stage?: Stage } | null
  return { ok: true, stage: body?.stage ?? 'ready' }
}
