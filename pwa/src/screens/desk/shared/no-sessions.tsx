import type { ComponentChildren } from 'preact'
import { t } from '../../../i18n'
import { formatMonth, monthEnd, shiftDay } from '../../../i18n/dates'
import { useQuery } from '../../lead/answer'
import { Empty } from '../../lead/empty'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { whyNone } from '../../lead/why-none'
import { type Days, LONGEST } from './period'

interface Props {
  unit: string | undefined
  team: string | undefined
  days: Pick<Days, 'from' | 'to'>
  /** The same view of the days of a month. */
  address: (month: Days) => string
  /** What stands here if nothing is a figure like any other. */
  zero: ComponentChildren
}

/** Why there is no session: asks, only now, in which months of the last years there is one. */
export function NoSessions({ unit, team, days, address, zero }: Props) {
  const today = todayHere()
  const params = {
    ...(team ? { team } : unit ? { unit } : {}),
    from: shiftDay(today, -LONGEST),
    to: today,
    by: 'month' as const,
  }
  const answer = useQuery('/api/tallies', params)
  if (!answer.body) return answer.busy ? null : zero
  const months = answer.body.rows.map((row) => row.key)
  const why = whyNone(months, days, today)
  const last = months.at(-1)
  if (why === 'zero') return zero
  if (why === 'not_begun' || !last) return <NotBegun team={team} />
  const month: Days = { period: 'range', from: `${last}-01`, to: monthEnd(last) }
  return (
    <Empty why="other_days" text={t('empty.days', { last: formatMonth(last) })}>
      <a class="button" href={address(month)}>
        {t('empty.days.do', { last: formatMonth(last) })}
      </a>
    </Empty>
  )
}

function NotBegun({ team }: { team: string | undefined }) {
  // An administrator sees totals, and looks after no team.
  const invites = useSignedIn()?.role !== 'administrator'
  return (
    <Empty why="not_begun" text={t(team ? 'empty.team' : 'empty.unit')}>
      {invites && (
        <a class="button" href={team ? `/desk/team/${team}` : '/desk/teams'}>
          {t(team ? 'desk.open_team' : 'empty.unit.do')}
        </a>
      )}
    </Empty>
  )
}
