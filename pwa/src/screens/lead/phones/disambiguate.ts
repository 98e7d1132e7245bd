import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { fold } from '../../../i18n/parse'
import type { Phone } from '../api-types'

interface Heard {
  last_contact: string | null
  browser?: string | null | undefined
}

/** What tells one phone from another: its browser, and when it was last heard of. */
export function markOf({ last_contact, browser }: Heard): string {
  const heard = last_contact
    ? t('desk.sent_at', { when: formatInstant(last_contact) })
    : t('desk.never_sent')
  return [browser, heard].filter(Boolean).join(' · ')
}

const HOUR = 60
const DAY = 24 * HOUR

/** "đồng hồ lệch 7 phút", or hours, or days: nobody counts 20,160 minutes. */
export function clockOff(seconds: number | null): string {
  const minutes = Math.round(Math.abs(seconds ?? 0) / 60)
  if (minutes >= 2 * DAY) return t('team.phone.clock.days', { n: Math.round(minutes / DAY) })
  if (minutes >= 2 * HOUR) return t('team.phone.clock.hours', { n: Math.round(minutes / HOUR) })
  return t('team.phone.clock', { n: minutes })
}

/**
 * The name to say of a row: with its mark where a row of something else bears the same name. `key`
 * tells what a row is about, such as the id of a phone.
 */
export function disambiguate<Row>(
  row: Row,
  rows: readonly Row[],
  read: { key: (row: Row) => string; name: (row: Row) => string; mark: (row: Row) => string },
): string {
  const name = read.name(row)
  const alike = rows.some(
    (other) => read.key(other) !== read.key(row) && fold(read.name(other)) === fold(name),
  )
  return alike ? `${name} (${read.mark(row)})` : name
}

/** The others who use the same phone. */
export function sharedWith({ people, member }: Pick<Phone, 'people' | 'member'>): string {
  const at = people.indexOf(member?.name ?? '')
  const others = people.filter((_, index) => index !== at)
  return others.length > 0 ? t('team.phone.shared', { names: others.join(', ') }) : ''
}
