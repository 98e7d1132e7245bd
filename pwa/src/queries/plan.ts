import { pathOf } from '../api/paths'
import type { TeamPlan } from '../rules/types'
import { getDeskAnswer } from '../store/desk/read'
import { type Live, live } from './live'

export type { TeamPlan, TeamTarget } from '../rules/types'

/** A team's targets and days of action as the server last told them; null where it never has. */
export function teamPlan(team: string): Live<TeamPlan | null> {
  return live(
    `plan ${team}`,
    async () =>
      ((await getDeskAnswer(pathOf('/api/teams/{team_id}/plan', { team_id: team })))?.body as
        | TeamPlan
        | undefined) ?? null,
  )
}

/** Those of a day. */
export const onDay = <T extends { from: string; to: string }>(
  all: readonly T[],
  day: string,
): T[] => all.filter(({ from, to }) => from <= day && day <= to)
