import { deskKeys } from '../../store/desk/keys'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export interface TeamNames {
  name: string
  kind: string
  label: string
}

const refreshedKeys = (id: string) => [deskKeys.team(id), deskKeys.teams()]

export async function addTeam(
  team: TeamNames & { unit: string; from: string },
): Promise<Outcome<{ id: string }>> {
  const answer = await change('POST', deskKeys.teams(), team, [deskKeys.teams()])
  return answer.ok ? { ok: true, id: (answer.body as { id: string }).id } : answer
}

export async function changeTeam(id: string, names: Partial<TeamNames>): Promise<Outcome> {
  return await change('PATCH', deskKeys.team(id), names, refreshedKeys(id))
}

/** From that day on it stands under the other unit; earlier days stay where they were. */
export async function moveTeam(id: string, to: { unit: string; from: string }): Promise<Outcome> {
  return await change('POST', `${deskKeys.team(id)}/move`, to, refreshedKeys(id))
}

export async function endTeam(id: string, on: string): Promise<Outcome> {
  return await change('POST', `${deskKeys.team(id)}/end`, { on }, refreshedKeys(id))
}
