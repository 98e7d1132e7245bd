import { t } from '../../../i18n'
import { Empty } from '../../lead/empty'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { sessionsAddress } from '../shared/addresses'
import { NoSessions } from '../shared/no-sessions'

/** By what the list of sessions can be filtered, in an address. */
export const FILTERS = ['group', 'service', 'outcome', 'reason', 'place_kind', 'age_band'] as const

interface Props {
  params: { from: string; to: string; unit?: string; team?: string; q?: string }
  /** There are some, but none that counts. */
  uncounted: boolean
}

/** Why the list of sessions is empty: what was chosen, the days, or nobody ever logged one here. */
export function SessionsNone({ params, uncounted }: Props) {
  const { unit, team, from, to } = params
  const days = { period: 'range' as const, from, to }
  if (uncounted) {
    return (
      <Empty why="filtered" text={t('empty.uncounted')}>
        <button type="button" class="button" onClick={() => setQuery({ all: '1' })}>
          {t('empty.uncounted.do')}
        </button>
      </Empty>
    )
  }
  if (params.q) {
    return (
      <Empty why="filtered" text={t('sessions.sought_none')}>
        <button type="button" class="button" onClick={() => setQuery({ q: undefined })}>
          {t('empty.search.do')}
        </button>
      </Empty>
    )
  }
  if ([...FILTERS, 'member'].some((name) => name in params)) {
    const { query } = address.value
    const clear = sessionsAddress({ unit, team, days })
    return (
      <Empty why="filtered" text={t('sessions.none')}>
        <a class="button" href={query.get('all') ? `${clear}&all=1` : clear}>
          {t('empty.filter.do')}
        </a>
      </Empty>
    )
  }
  return (
    <NoSessions
      unit={unit}
      team={team}
      days={days}
      address={(month) => sessionsAddress({ unit, team, days: month })}
      zero={<Empty why="zero" text={t('empty.zero')} />}
    />
  )
}
