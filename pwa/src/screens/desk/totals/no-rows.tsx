import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { Empty } from '../../lead/empty'
import { setQuery } from '../../shared/set-query'
import { totalsAddress } from '../shared/addresses'
import { NoSessions } from '../shared/no-sessions'
import type { Days } from '../shared/period'
import type { ByName } from './by'
import { countsPeople, countsTurns } from './table-row'

interface Props {
  by: ByName
  days: Days
  unit: string | undefined
  team: string | undefined
  /** How many sessions there are all the same. */
  sessions: number
}

/** In the place of the table of the totals, where there is no row. */
export function NoRows({ by, days, unit, team, sessions }: Props) {
  if (by === 'team') {
    return (
      <Empty why="not_begun" text={t('teams.none')}>
        <a class="button" href="/desk/teams">
          {t('empty.unit.do')}
        </a>
      </Empty>
    )
  }
  if (by === 'unit') {
    return (
      <Empty why="filtered" text={t('empty.below')}>
        <button type="button" class="button" onClick={() => setQuery({ by: 'team' })}>
          {t('empty.below.do')}
        </button>
      </Empty>
    )
  }
  const zero = <Zero by={by} />
  if (sessions > 0) return zero
  return (
    <NoSessions
      unit={unit}
      team={team}
      days={days}
      address={(month) =>
        totalsAddress({ ...(team ? { team } : unit && { unit }), days: month, by })
      }
      zero={zero}
    />
  )
}

/** Nothing is a figure too. */
function Zero({ by }: { by: ByName }) {
  const columns = [
    ...(countsPeople(by) ? (['people'] as const) : []),
    ...(countsTurns(by) ? (['turns'] as const) : []),
  ]
  return (
    <table class="bars">
      <caption class="unseen">{t('desk.by')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('desk.col.name')}</th>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {t(`desk.col.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr data-why="zero">
          <th scope="row">{t('desk.figures')}</th>
          {columns.map((column) => (
            <td key={column} data-figure={column} data-of="total">
              {formatNumber(0)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}
