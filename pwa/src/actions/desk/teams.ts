import { pathOf } from '../../api/paths'
import { change } from '../../sync/desk'
import { teamPath } from '../lead/desk'
import type { Outcome } from '../outcome'

export interface TeamNames {
  name: string
  kind: string
  label: string
}

const refreshedKeys = (id: string) => [teamPath(id), pathOf('/api/teams')]

export async function addTeam(
  team: TeamNames & { unit: string; from: string },
): Promise<Outcome<{ id: string }>> {
  const answer = await change('POST', '/api/teams', team, [pathOf('/api/teams')])
  return answer.ok ? { ok: true, id: (answer.body as { id: string }).id } : answer
}

export async function changeTeam(id: string, names: Partial<TeamNames>): Promise<Outcome> {
  return await change('PATCH', teamPath(id), names, refreshedKeys(id))
}

/** From that day on it stands under the other unit; earlier days stay where they were. */
export async function moveTeam(id: string, to: { unit: string; from: string }): Promise<Outcome> {
  return await change('POST', `${teamPath(id)}/move`, to, refreshedKeys(id))
}

export async function endTeam(id: string, on: string): Promise<Outcome> {
  return await change('POST', `${teamPath(id)}/end`, { on }, refreshedKeys(id))
}
