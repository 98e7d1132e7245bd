import { Choice } from '../../../components/choice'
import { t } from '../../../i18n'
import { setQuery } from '../../shared/set-query'
import { type Days, type Period, queryFor } from './period'
import { RangeFields } from './range-fields'

/** Chips for the usual periods, two dates for any other; the address keeps what is chosen. */
export function ChoosePeriod({ days, today }: { days: Days; today: string }) {
  return (
    <div class="stack no-print">
      <Choice
        quiet
        legend={t('desk.period')}
        options={[
          { value: 'today', label: t('desk.period.today') },
          { value: 'week', label: t('desk.period.week') },
          { value: 'month', label: t('desk.period.month') },
          { value: 'last_month', label: t('desk.period.last_month') },
          { value: 'range', label: t('desk.period.range') },
        ]}
        value={days.period}
        onChange={(value) => setQuery(queryFor(value as Period, days, today))}
      />
      {days.period === 'range' && <RangeFields from={days.from} to={days.to} max={today} />}
    </div>
  )
}
