import type { Completeness } from '../../lead/api-types'

/** How many teams have a phone and sent nothing today. An answer of an earlier version does not know how
 * many have none. */
export const silentCount = (completeness: Completeness): number =>
  completeness.teams - completeness.teams_reported_today - (completeness.teams_without_phone ?? 0)
