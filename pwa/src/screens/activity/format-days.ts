import { t } from '../../i18n'
import { formatDay } from '../../i18n/format'

/** "28/11/2026", or from a day to a day. */
export function formatDays({ first, last }: { first: string; last: string }): string {
  if (first === last) return formatDay(first)
  return t('activity.days', { from: formatDay(first), to: formatDay(last) })
}
