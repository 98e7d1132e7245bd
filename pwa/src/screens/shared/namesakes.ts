import { t } from '../../i18n'
import { formatDay } from '../../i18n/format'
import { fold } from '../../i18n/parse'

export interface Named {
  member: string
  name: string
  /** Since when in the team; not known of everybody. */
  from?: string
}

/** Whether somebody of another id is called so, marks and capitals aside. */
export const isCalledSo = (name: string, people: readonly Named[], but?: string): boolean =>
  people.some((one) => one.member !== but && fold(one.name) === fold(name))

/**
 * What to call each of some people: the name, with since when they are in the team where others
 * bear it too, or with a number where that is the same as well.
 */
export function disambiguateNames(people: readonly Named[]): Map<string, string> {
  const labels = new Map<string, string>()
  for (const [at, one] of people.entries()) {
    const isAlike = (other: Named) => fold(other.name) === fold(one.name)
    const isSame = (other: Named) => isAlike(other) && other.from === one.from
    const place = people.slice(0, at + 1).filter(isSame).length
    const since = one.from ? ` (${t('team.since', { day: formatDay(one.from) })})` : ''
    const mark = people.filter(isSame).length > 1 ? ` ${place}` : since
    labels.set(one.member, people.filter(isAlike).length > 1 ? one.name + mark : one.name)
  }
  return labels
}
