import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import type { Counted } from '../../lead/api-types'
import { sessionsAddress } from '../shared/addresses'
import { changeSaid } from '../shared/compare'
import { completedSaid } from '../shared/completed'
import { formatDays, formatShortDays } from '../shared/format-days'
import { type Days, daysBefore } from '../shared/period'

interface Props {
  total: Counted
  /** Of the days before, once the server has told them. */
  before: Counted | undefined
  days: Days
  unit: string | undefined
  team: string | undefined
  /** Whether who is signed in may read sessions and teams too, not only totals. */
  opens: boolean
}

/** Three figures that are never added up, what they were before, and the way to what they are made of. */
export function Sums({ total, before, days, unit, team, opens }: Props) {
  const volunteers = total.volunteer_turns
  const figures = [{ label: t('desk.turns'), value: total.turns ?? 0, counts: 'turns' }]
  if (volunteers)
    figures.push({ label: t('desk.volunteers'), value: volunteers.union, counts: 'volunteers' })
  return (
    <section class="card figure-tile sums" aria-label={t('desk.figures')}>
      <h2>{days.period === 'range' ? formatDays(days) : t(`desk.period.${days.period}`)}</h2>
      <dl>
        <Sum label={t('desk.people')} value={total.people ?? 0} counts="people" first />
        {figures.map((figure) => (
          <Sum key={figure.counts} {...figure} />
        ))}
      </dl>
      <p class="small number" data-figure="completed" data-of="total">
        {completedSaid(total)}
      </p>
      {before && <Before now={total.people ?? 0} before={before.people ?? 0} days={days} />}
      {opens && (
        <p class="row no-print">
          <a
            class="button plain start"
            href={sessionsAddress({ unit: team ? undefined : unit, team, days })}
          >
            {!total.sessions
              ? t('desk.open_sessions.all')
              : t('desk.open_sessions', { n: total.sessions })}
          </a>
          {team && (
            <a class="button plain start" href={`/desk/team/${team}`}>
              {t('desk.open_team')}
            </a>
          )}
        </p>
      )}
    </section>
  )
}

interface SumProps {
  label: string
  value: number
  counts: string
  first?: boolean
}

function Sum({ label, value, counts, first = false }: SumProps) {
  return (
    <div class={first ? 'first' : undefined}>
      <dt>{label}</dt>
      <dd data-figure={counts} data-of="total">
        {formatNumber(value)}
      </dd>
    </div>
  )
}

/** "21/11: 388 người, nay tăng 10%". */
function Before({ now, before, days }: { now: number; before: number; days: Days }) {
  const said = {
    days: formatShortDays(daysBefore(days)),
    n: before,
    change: changeSaid(now, before),
  }
  return (
    <p class="soft small number" data-figure="before" data-of="total">
      {t(before > 0 ? 'desk.compare.people' : 'desk.compare.nobody', said)}
    </p>
  )
}
