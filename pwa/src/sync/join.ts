import { ensureIdentity, readIdentity } from '../local/identity'
import { bindJoined } from '../local/people'
import { askToJoin, lookAtInvitation } from '../remote/people'
import type { Enrolment } from '../rules/types'
import { type Asked, asked } from './asked'
import { sendFirst } from './triggers'

export interface Look {
  team: { name: string; unit_name: string | null }
  role: 'volunteer' | 'lead'
  auto_approve: boolean
  expires_at: string
}

interface JoinAnswer {
  member: { id: string; name: string }
  device: { id: string; state: 'approved' | 'pending' }
  team: { id: string; name: string; channel: string }
  role?: 'volunteer' | 'lead'
  phrase: string | null
  receipt: string | null
}

export async function lookAt(code: string): Promise<Asked> {
  return await asked(lookAtInvitation(code))
}

/** Joins, binds what was recorded before to the new person and team, and sends it. PROTOCOL 3 */
export async function joinTeam(
  code: string,
  name: string,
  consent: boolean,
): Promise<{ ok: true; enrolment: Enrolment } | Extract<Asked, { ok: false }>> {
  await ensureIdentity(() => crypto.randomUUID())
  const identity = await readIdentity()
  if (!identity) return { ok: false, problem: 'storage_unavailable', details: {} }
  const answer = await asked(askToJoin({ code, name, consent, ...identity }))
  if (!answer.ok) return answer
  const told = answer.body as JoinAnswer
  const enrolment: Enrolment = {
    member: told.member.id,
    member_name: told.member.name,
    team: told.team.id,
    team_name: told.team.name,
    role: told.role ?? 'volunteer',
    state: told.device.state,
    phrase: told.phrase,
    channel: told.team.channel,
  }
  await bindJoined(enrolment, told.receipt)
  sendFirst()
  return { ok: true, enrolment }
}
