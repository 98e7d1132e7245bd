import { Choice } from '../../../components/choice'
import { t } from '../../../i18n'
import { setQuery } from '../../shared/set-query'
import { RangeFields } from '../shared/range-fields'
import { type ActivityDays, PERIODS, periodQuery } from './activity-days'

/** Chips for what is to come and for usual days, two dates for any other; the address keeps what is chosen. */
export function ChooseDays({ days }: { days: ActivityDays }) {
  const names = {
    ahead: t('activities.ahead'),
    month: t('desk.period.month'),
    last_month: t('desk.period.last_month'),
    range: t('desk.period.range'),
  }
  return (
    <div class="stack no-print">
      <Choice
        quiet
        legend={t('desk.period')}
        options={PERIODS.map((value) => ({ value, label: names[value] }))}
        value={days.period}
        onChange={(period) => setQuery(periodQuery(period, days))}
      />
      {days.period === 'range' && <RangeFields from={days.from} to={days.to} />}
    </div>
  )
}
