import { pathOf } from '../../api/paths'
import { change, changeOnLeaving } from '../../sync/desk'
import type { Outcome } from '../outcome'
import { dropCode } from './codes'

export interface InvitationOptions {
  role: 'volunteer' | 'lead'
  autoApprove: boolean
  hours: number
  maxUses: number
  affiliation?: string
  /** The member whom it lets in on another phone; role and force are then that person's. */
  member?: string
}

/** As the server gives it, once: code, link and short code are not shown again. */
export interface NewInvitation {
  id: string
  code: string
  link: string
  short_code: string
  role: 'volunteer' | 'lead'
  auto_approve: boolean
  expires_at: string
  max_uses: number
  uses: number
}

/** The request for one team, whose members and phones its answer has. */
export const teamPath = (id: string): string => pathOf('/api/teams/{team_id}', { team_id: id })

export async function createInvitation(
  team: string,
  options: InvitationOptions,
): Promise<Outcome<{ invitation: NewInvitation }>> {
  const key = pathOf('/api/teams/{team_id}/invitations', { team_id: team })
  const body = {
    role: options.role,
    auto_approve: options.autoApprove,
    hours: options.hours,
    max_uses: options.maxUses,
    ...(options.affiliation ? { affiliation: options.affiliation } : {}),
    ...(options.member ? { member: options.member } : {}),
  }
  const answer = await change('POST', key, body, [key])
  return answer.ok ? { ok: true, invitation: answer.body as NewInvitation } : answer
}

export async function revokeInvitation(id: string, team: string): Promise<Outcome> {
  const path = `/api/invitations/${encodeURIComponent(id)}`
  const answer = await change('DELETE', path, undefined, [
    pathOf('/api/teams/{team_id}/invitations', { team_id: team }),
  ])
  if (answer.ok) await dropCode(id)
  return answer
}

/** Withdraws a code and makes another like it. The old one goes first: it may be in wrong hands. */
export async function rotateInvitation(
  id: string,
  team: string,
  options: InvitationOptions,
): Promise<Outcome<{ invitation: NewInvitation }>> {
  const withdrawn = await revokeInvitation(id, team)
  return withdrawn.ok ? await createInvitation(team, options) : withdrawn
}

/** `renewal`: which asking to come back, of the known phone of that person, was compared. */
export async function decideEnrolment(
  device: string,
  member: string,
  decision: 'approve' | 'refuse',
  renewal: string | null,
): Promise<Outcome> {
  const path = `/api/enrolments/${encodeURIComponent(device)}/${encodeURIComponent(member)}/decision`
  return await change('POST', path, { decision, renewal }, [
    pathOf('/api/enrolments', { state: 'pending' }),
  ])
}

/** Takes a phone's right to read away; what it still holds can only go to review. */
export async function revokeDevice(id: string, team?: string): Promise<Outcome> {
  const path = `/api/devices/${encodeURIComponent(id)}`
  return await change('DELETE', path, undefined, team ? [teamPath(team)] : [])
}

/** `mend_day`: the session is taken in on the day that was offered. */
export type Decision = 'accept' | 'refuse' | 'mend_day'

/** Settles with values of one's own in place of those that were sent; the author reads why. */
export async function settleWithEdit(
  id: string,
  own: Readonly<Record<string, unknown>>,
  reason: string,
): Promise<Outcome> {
  return await postSettlement(id, { decision: 'edit', set: own, reason })
}

/** Settles what the server could not. A refusal says why; the phone shows the reason. */
export async function settle(id: string, decision: Decision, reason?: string): Promise<Outcome> {
  return await postSettlement(id, { decision, reason: reason || null })
}

/** The same in the name of who decided, who may not hold the phone any more; also while the page is left. */
export const settleAs = (id: string, decision: Decision, acting: string | null): Promise<Outcome> =>
  changeOnLeaving('POST', settlementOf(id), { decision, reason: null }, acting)

async function postSettlement(id: string, said: object): Promise<Outcome> {
  return await change('POST', settlementOf(id), said, [])
}

const settlementOf = (id: string) => `/api/review/${encodeURIComponent(id)}/settlement`
