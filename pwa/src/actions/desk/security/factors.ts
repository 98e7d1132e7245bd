import { pathOf } from '../../../api/paths'
import type { Wire } from '../../../api/wire'
import type { ApiResult } from '../../../sync/api-result'
import { change } from '../../../sync/desk'
import type { Outcome } from '../../outcome'
import { makePasskey } from './webauthn'

const TOTP = '/api/account/totp'
const PASSKEYS = '/api/account/passkeys'
const RECOVERY = '/api/account/recovery'

export type NewTotp = Wire['Totp']

/** Recovery codes come with the first factor; null with a further one. */
export type Enrolled = Outcome<{ recovery: string[] | null }>

const refreshedKeys = () => [pathOf('/api/account/factors')]

/** Begins an authenticator app; nothing is asked of it until it is confirmed. */
export async function beginTotp(): Promise<Outcome<{ totp: NewTotp }>> {
  const answer = await change('POST', TOTP, {}, [])
  return answer.ok ? { ok: true, totp: answer.body as NewTotp } : answer
}

export async function confirmTotp(code: string): Promise<Enrolled> {
  return enrolled(await change('POST', `${TOTP}/confirm`, { code }, refreshedKeys()))
}

export async function removeTotp(): Promise<Outcome> {
  return await change('DELETE', TOTP, undefined, refreshedKeys())
}

/** Asks the browser for a new passkey and hands it in under a name that people give it. */
export async function addPasskey(name: string): Promise<Enrolled> {
  const asked = await change('POST', `${PASSKEYS}/options`, {}, [])
  if (!asked.ok) return asked
  const { id, options } = asked.body as { id: string; options: unknown }
  const made = await makePasskey(options)
  if (!made.ok) return made
  return enrolled(
    await change('POST', PASSKEYS, { id, name, credential: made.credential }, refreshedKeys()),
  )
}

export async function removePasskey(id: string): Promise<Outcome> {
  return await change('DELETE', `${PASSKEYS}/${encodeURIComponent(id)}`, undefined, refreshedKeys())
}

/** Ten new recovery codes; the old ones end. */
export async function renewRecovery(): Promise<Enrolled> {
  return enrolled(await change('POST', RECOVERY, {}, refreshedKeys()))
}

export async function endSession(id: string): Promise<Outcome> {
  const path = `/api/account/sessions/${encodeURIComponent(id)}`
  return await change('DELETE', path, undefined, [pathOf('/api/account/sessions')])
}

/** Ends every session of the account but the one that asks. */
export async function endOtherSessions(): Promise<Outcome> {
  return await change('DELETE', pathOf('/api/account/sessions'), undefined, [
    pathOf('/api/account/sessions'),
  ])
}

function enrolled(answer: ApiResult): Enrolled {
  if (!answer.ok) return answer
  return { ok: true, recovery: (answer.body as { recovery: string[] | null }).recovery }
}
