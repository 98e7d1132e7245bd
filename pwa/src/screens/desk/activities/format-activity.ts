import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import type { Activity } from './api-types'

/** "28/11/2026", or from a day to a day. */
export function whenOf({ from, to }: Pick<Activity, 'from' | 'to'>): string {
  return from === to
    ? formatDay(from)
    : t('desk.days', { from: formatDay(from), to: formatDay(to) })
}

/** The largest number of team names in one line. */
const NAMED = 6

export function namesOf(teams: Activity['teams']): string {
  const names = teams.slice(0, NAMED).map((team) => team.name)
  const more = teams.length - names.length
  return t(more > 0 ? 'activities.teams.more' : 'activities.teams', {
    names: names.join(', '),
    n: more,
  })
}
