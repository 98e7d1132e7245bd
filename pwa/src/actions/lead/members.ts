import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'
import { teamPath } from './desk'

export type MembershipChanges = Wire['MembershipChange']

const of = (team: string, member: string) =>
  `${teamPath(team)}/members/${encodeURIComponent(member)}`
const refreshedKeys = (team: string) => [teamPath(team)]

/** The id is drawn where the form opens: whatever is handed in again after a lost answer is one person. */
export async function addMember(
  team: string,
  member: { id: string; name: string; affiliation: string; from: string },
): Promise<Outcome> {
  const path = `${teamPath(team)}/members`
  return await change('POST', path, { ...member, role: 'volunteer' }, refreshedKeys(team))
}

export async function renameMember(team: string, member: string, name: string): Promise<Outcome> {
  return await change(
    'PATCH',
    `/api/members/${encodeURIComponent(member)}`,
    { name },
    refreshedKeys(team),
  )
}

/** Force, role and days of somebody in a team; a last day lets them leave it. */
export async function changeMembership(
  team: string,
  member: string,
  changes: MembershipChanges,
): Promise<Outcome> {
  return await change('PATCH', of(team, member), changes, refreshedKeys(team))
}

/** From that day on in the other team, in the same force. */
export async function moveMember(
  team: string,
  member: string,
  to: { team: string; on: string },
): Promise<Outcome> {
  return await change('POST', `${of(team, member)}/move`, to, refreshedKeys(team))
}

/** Two entries of one person: everything of the one is the other's from then on. */
export async function mergeMembers(team: string, member: string, into: string): Promise<Outcome> {
  return await change('POST', `${of(team, member)}/merge`, { into }, refreshedKeys(team))
}
