import '../../../styles/desk.css'
import { refreshProgress } from '../../../actions/desk/targets'
import { refreshTallies, refreshUnits } from '../../../actions/lead/desk'
import { t, type Word } from '../../../i18n'
import { formatDay, inVietnam } from '../../../i18n/format'
import { deskKeys } from '../../../queries/desk-answer'
import { ServerAnswer, useAnswer } from '../../lead/answer'
import type { Rows, Tallies, Unit } from '../../lead/api-types'
import { isCommune, useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { silentAddress, totalsAddress } from '../shared/addresses'
import { ChoosePeriod } from '../shared/choose-period'
import { DeskPage } from '../shared/desk-page'
import { MembersAtWork } from '../shared/members-at-work'
import { NoSessions } from '../shared/no-sessions'
import { daysOf } from '../shared/period'
import type { Progress } from '../shared/target-types'
import { formatUnit } from '../shared/tree'
import { Boundaries, By, byOf } from './by'
import { ClosedDiffers } from './closed-differs'
import { Complete } from './complete'
import { Goals } from './goals'
import { Path } from './path'
import { ShareTotals } from './share-totals'
import { Sums } from './sums'
import { Table } from './table'
import { Trend } from './trend'
import { UnitHistory } from './unit-history'

/** The coordinator's first screen: how complete, three figures, one picture, and its table. */
export function Totals() {
  const { query } = address.value
  const today = inVietnam(Date.now()).day
  const days = daysOf(query, today)
  const unit = query.get('unit') ?? undefined
  const team = query.get('team') ?? undefined
  const account = useSignedIn()
  const opens = account?.role !== 'administrator'
  const by = byOf(query, !unit && isCommune(account?.unit?.kind) ? 'team' : 'unit', opens)
  const boundaries: 'now' | 'then' = query.get('boundaries') === 'then' ? 'then' : 'now'
  // Who took part is asked for apart; the figures above stand by service meanwhile.
  const params = {
    ...(team ? { team } : unit ? { unit } : {}),
    from: days.from,
    to: days.to,
    by: by === 'member' ? ('service' as const) : by,
    boundaries,
  }
  const answer = useAnswer<Tallies>(deskKeys.tallies(params), () => refreshTallies(params))
  const place = team ? { team } : unit ? { unit } : {}
  const progress = useAnswer<Progress>(deskKeys.progress(place), () => refreshProgress(place))
  const units = useAnswer<Rows<Unit>>(deskKeys.units(), refreshUnits)
  const { team: ofTeam, unit: ofUnit } = answer.body ?? {}
  const name = ofTeam?.name ?? (ofUnit ? formatUnit(ofUnit) : undefined)
  return (
    <DeskPage
      paper={{
        shown: deskKeys.tallies(params),
        whose: null,
        chosen: [
          t('print.by', { by: t(`desk.by.${by}` as Word) }),
          t('print.boundaries', { boundaries: t(`desk.boundaries.${boundaries}`) }),
        ],
      }}
      title={name ?? t('screen.name.desk')}
      under={
        <>
          <Path units={units.body?.rows ?? []} unit={answer.body?.unit?.id} team={Boolean(team)} />
          <p class="soft number">
            {days.from === days.to
              ? formatDay(days.from)
              : t('desk.days', { from: formatDay(days.from), to: formatDay(days.to) })}
          </p>
        </>
      }
    >
      <ChoosePeriod days={days} today={today} />
      <ServerAnswer answer={answer}>
        {(body) => (
          <>
            {boundaries === 'then' && (
              <UnitHistory units={units.body?.rows ?? []} unit={body.unit?.id} days={days} />
            )}
            <Complete
              completeness={body.completeness}
              silent={opens ? silentAddress({ unit: body.unit?.id, team }) : undefined}
            />
            {body.unit && boundaries === 'now' && (
              <ClosedDiffers unit={body.unit.id} days={days} total={body.total} />
            )}
            <Sums
              total={body.total}
              days={days}
              unit={body.unit?.id}
              team={body.team?.id}
              opens={opens}
            />
            <Goals body={progress.body} place={team ? { team } : { unit: body.unit?.id }} />
            <By by={by} team={Boolean(team)} opens={opens} />
            {by === 'day' && <Trend rows={body.rows} />}
            {body.rows.length > 0 && body.total.sessions === 0 && (
              <NoSessions
                unit={body.unit?.id}
                team={team}
                days={days}
                address={(month) => totalsAddress({ ...place, days: month, by })}
                zero={null}
              />
            )}
            {by === 'member' && team ? (
              <MembersAtWork team={team} days={days} />
            ) : (
              <>
                <Table
                  key={deskKeys.tallies(params)}
                  rows={body.rows}
                  sessions={body.total.sessions ?? 0}
                  by={by}
                  days={days}
                  unit={body.unit?.id}
                  team={team}
                  opens={opens}
                />
                <ShareTotals body={body} by={by} days={days} />
              </>
            )}
            <Boundaries boundaries={boundaries} />
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}
