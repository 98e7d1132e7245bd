import { DayField } from '../../../components/lead/day-field'
import { t } from '../../../i18n'
import { setQuery } from '../../shared/set-query'
import { isTooLong } from './period'

/** Any days, from one to another, kept by the address. The day that was given last stands: one that lies
 * beyond the other end takes that along, so that no figure is of days that nobody asked for. */
export function RangeFields({ from, to, max }: { from: string; to: string; max?: string }) {
  const wrong = isTooLong({ from, to }) ? t('desk.range.long') : undefined
  return (
    <div class="two">
      <DayField
        label={t('desk.from')}
        {...(max && { max })}
        wrong={wrong}
        value={from}
        onInput={(day) => day && setQuery({ from: day, to: day > to ? day : to })}
      />
      <DayField
        label={t('desk.to')}
        {...(max && { max })}
        value={to}
        onInput={(day) => day && setQuery({ from: day < from ? day : from, to: day })}
      />
    </div>
  )
}
