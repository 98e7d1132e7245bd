import { t } from '../../../i18n'
import { formatMonth, monthEnd } from '../../../i18n/dates'
import { useQuery } from '../../lead/answer'
import type { Counted } from '../../lead/api-types'
import { todayHere } from '../../lead/today'
import { reportAddress } from '../shared/addresses'
import type { Days } from '../shared/period'

interface Props {
  unit: string
  days: Days
  total: Counted
}

/** Of days that are a whole month, or all of this one up to today: where its closed report tells other
 * figures, it is said here. */
export function ClosedDiffers({ unit, days, total }: Props) {
  const month = days.from.slice(0, 7)
  const end = days.to.startsWith(month) && days.to === todayHere() ? days.to : monthEnd(month)
  const isMonth = days.from === `${month}-01` && days.to === end
  return isMonth ? <Compared unit={unit} month={month} total={total} /> : null
}

function Compared({ unit, month, total }: { unit: string; month: string; total: Counted }) {
  const closed = useQuery('/api/reports/closed', { unit })
  const row = closed.body?.rows.find((one) => one.month === month && !one.reopened)
  if (!row) return null
  const { people, turns, sessions, volunteers } = row.total
  const now = [total.people, total.turns, total.sessions, total.volunteer_turns?.union]
  const same = [people, turns, sessions, volunteers].every((figure, n) => figure === now[n])
  if (same) return null
  return (
    <div class="card look" role="status" data-figure="closed" data-of={month}>
      <p>
        {t('desk.closed.differs', { month: formatMonth(month), people, turns, sessions })}{' '}
        <a href={reportAddress({ unit, month })}>{t('desk.closed.open')}</a>
      </p>
    </div>
  )
}
