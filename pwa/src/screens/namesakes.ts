import { t } from '../words'
import { fold, formatDay } from '../words/format'

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
 * bear it too, and numbered where that is the same as well.
 */
export function namesApart(people: readonly Named[]): Map<string, string> {
  const marked = people.map((one) => {
    const alike = isCalledSo(one.name, people, one.member)
    const since = one.from ? t('team.since', { day: formatDay(one.from) }) : ''
    return { ...one, label: alike && since ? `${one.name} (${since})` : one.name }
  })
  const labels = new Map<string, string>()
  for (const [at, { member, label }] of marked.entries()) {
    const same = marked.filter((other) => fold(other.label) === fold(label))
    const place = marked.slice(0, at + 1).filter((other) => same.includes(other)).length
    labels.set(member, same.length > 1 ? `${label} ${place}` : label)
  }
  return labels
}
