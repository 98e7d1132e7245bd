import { t } from '../../i18n'
import { formatShortDay, shiftDay, weekday } from '../../i18n/dates'

/** "Hôm nay 07:30", "Ngày mai", "T7 28/11 07:30": a day as seen from `today`, and a time on it. */
export function formatWhen(
  { day, start }: { day: string; start: string | null },
  today: string,
): string {
  return [formatNearDay(day, today), start].filter(Boolean).join(' ')
}

/** The day alone. */
export function formatNearDay(day: string, today: string): string {
  if (day === today) return t('activity.today')
  if (day === shiftDay(today, 1)) return t('activity.tomorrow')
  const names = t('home.weekdays').split(' ')
  return `${names[(weekday(day) + 1) % 7]} ${formatShortDay(day)}`
}
