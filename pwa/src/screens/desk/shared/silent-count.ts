import type { Completeness } from '../../lead/api-types'

/** The number of teams with a phone that sent nothing today. Answers of an earlier version lack
 * `teams_without_phone`. */
export const silentCount = (completeness: Completeness): number =>
  completeness.teams - completeness.teams_reported_today - (completeness.teams_without_phone ?? 0)
