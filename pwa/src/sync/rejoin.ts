import { readIdentity } from '../local/identity'
import { forgetJoinRequest, readJoinRequest } from '../local/join-request'
import { askToJoin } from '../remote/people'
import type { Wire } from '../remote/wire'
import { asked } from './asked'

export type Rejoined = 'joined' | 'no' | 'unreachable'

/**
 * A browser writes a new cookie to the disk some half a minute late; killed before, it forgets that
 * this phone has joined. The same request once more joins nobody twice, and brings the cookie
 * again: the server knows the phone by its key. The new cookie is as volatile, so how it joined is
 * kept for its day; only a refusal ends it. PROTOCOL 7.12
 */
export async function rejoin(now: Date): Promise<Rejoined> {
  const kept = await readJoinRequest(now)
  const identity = await readIdentity()
  if (!kept || !identity?.key) return 'no'
  const { code, name } = kept
  const key = identity.key as Wire['Join']['key']
  const answer = await asked(askToJoin({ code, name, consent: true, device: identity.device, key }))
  if (!answer.ok && answer.problem === 'unreachable') return 'unreachable'
  if (answer.ok) return 'joined'
  await forgetJoinRequest()
  return 'no'
}
