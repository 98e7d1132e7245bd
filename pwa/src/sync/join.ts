import { askToJoin, lookAtInvitation } from '../api/people'
import type { Wire } from '../api/wire'
import type { Enrolment } from '../rules/types'
import { bindJoined } from '../store/bind-people'
import { handOverDrafts } from '../store/change-drafts'
import { ensureIdentity, readIdentity } from '../store/identity'
import { type ApiResult, toApiResult } from './api-result'
import { askWithProof } from './prove'
import { sendFirst } from './triggers'

export type Look = Wire['Look']
export type Namesake = 'ask' | 'same'

export async function checkInvitation(code: string): Promise<ApiResult> {
  return await toApiResult(lookAtInvitation(code))
}

/** Joins, binds what was recorded before to the new person and team, and sends it. PROTOCOL 3 */
export async function joinTeam(
  code: string,
  name: string,
  consent: boolean,
  namesake?: Namesake,
): Promise<{ ok: true; enrolment: Enrolment } | Extract<ApiResult, { ok: false }>> {
  await ensureIdentity(() => crypto.randomUUID())
  const identity = await readIdentity()
  if (!identity) return { ok: false, problem: 'storage_unavailable', details: {}, status: 0 }
  const { device } = identity
  const key = identity.key as Wire['Join']['key']
  const answer = await askWithProof('join', device, (proof) =>
    askToJoin({ code, name, consent, device, key, proof, namesake: namesake ?? null }),
  )
  if (!answer.ok) return answer
  const told = answer.body as Wire['Joined']
  const enrolment: Enrolment = {
    member: told.member.id,
    member_name: told.member.name,
    team: told.team.id,
    team_name: told.team.name,
    // The device's own row says who leads; it comes with the first round.
    role: 'volunteer',
    state: told.device.state,
    phrase: told.phrase,
    channel: told.team.channel,
  }
  await bindJoined(enrolment, told.receipt)
  await handOverDrafts(enrolment.member, enrolment.team)
  sendFirst()
  return { ok: true, enrolment }
}
