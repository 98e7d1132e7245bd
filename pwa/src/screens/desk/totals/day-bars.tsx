import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'

const [WIDTH, HEIGHT, STEP] = [10, 22, 12]

interface Props {
  /** The people helped on each of seven days, the oldest first. */
  days: number[]
  /** The most of a day in any row, so that rows can be compared. */
  most: number
}

/** A bar for each day. */
export function DayBars({ days, most }: Props) {
  if (days.length === 0) return null
  return (
    <svg
      class="day-bars"
      role="img"
      aria-label={t('desk.col.days.of', { days: days.map((n) => formatNumber(n)).join(', ') })}
      viewBox={`0 0 ${STEP * days.length} ${HEIGHT}`}
    >
      {days.map((n, at) => {
        const height = Math.max(1, Math.round((n / most) * HEIGHT))
        return <rect key={at} x={at * STEP} y={HEIGHT - height} width={WIDTH} height={height} />
      })}
    </svg>
  )
}
