import { t, type Word } from '../../../i18n'
import { formatShortDay, weekday } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'

interface Span {
  from: string
  to: string
}

/** "28/11/2026", or "01/11/2026 – 28/11/2026". */
export const formatDays = ({ from, to }: Span): string =>
  from === to ? formatDay(from) : t('desk.days', { from: formatDay(from), to: formatDay(to) })

/** "28/11", or "01/11 – 28/11", for where the year is plain. */
export const formatShortDays = ({ from, to }: Span): string =>
  from === to
    ? formatShortDay(from)
    : t('desk.days', { from: formatShortDay(from), to: formatShortDay(to) })

/** "Thứ Bảy, 28/11/2026". */
export const formatWeekday = (day: string): string =>
  `${t(`desk.weekday.${weekday(day)}` as Word)}, ${formatDay(day)}`
