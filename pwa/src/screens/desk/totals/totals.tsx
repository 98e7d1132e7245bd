import '../../../styles/desk.css'
import words from 'virtual:words/totals'
import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { addWords, t, type Word } from '../../../i18n'
import { formatInstant, inVietnam } from '../../../i18n/dates'
import { type Answer, ServerAnswer, useQuery } from '../../lead/answer'
import type { Counted, Tallies, TallyRow } from '../../lead/api-types'
import { isCommune, useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { briefingAddress, silentAddress, totalsAddress } from '../shared/addresses'
import { ChoosePeriod } from '../shared/choose-period'
import { DeskPage } from '../shared/desk-page'
import { formatDays, formatWeekday } from '../shared/format-days'
import { MembersAtWork } from '../shared/members-at-work'
import { NoSessions } from '../shared/no-sessions'
import { type Days, daysBefore, daysOf } from '../shared/period'
import type { Progress } from '../shared/target-types'
import { formatUnit } from '../shared/tree'
import { useWide } from '../shared/use-wide'
import { Boundaries, By, type ByName, byOf } from './by'
import { ClosedDiffers } from './closed-differs'
import { Compared } from './compared'
import { Complete } from './complete'
import { Goals } from './goals'
import { Path } from './path'
import { ShareTotals } from './share-totals'
import { SilentTile } from './silent-tile'
import { Sums } from './sums'
import { Table, TakeTable } from './table'
import { isInTime, measuresOf, withSilent } from './table-row'
import { UnitHistory } from './unit-history'
import { UnitMap } from './unit-map'
import { WaitingTile } from './waiting-tile'

addWords(words)

/** What the address asks to see. */
interface View {
  days: Days
  unit: string | undefined
  team: string | undefined
  by: ByName
  boundaries: 'now' | 'then'
  /** Whether who is signed in may read sessions and teams too, not only totals. */
  opens: boolean
}

/** The coordinator's first screen: four tiles, then each unit below, in a table and as a map. */
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
  const place = team ? { team } : unit ? { unit } : {}
  // Who took part is asked for apart; the figures above stand by service meanwhile.
  const asked = by === 'member' ? ('service' as const) : by
  const params = { ...place, from: days.from, to: days.to, by: asked, boundaries }
  const answer = useQuery('/api/tallies', params)
  const over = {
    ...params,
    ...daysBefore(days),
    // Days and months are other ones then: only the total is asked for.
    by: isInTime(asked) ? ('service' as const) : asked,
  }
  const before = useQuery('/api/tallies', over).body
  const progress = useQuery('/api/progress', place)
  const { team: ofTeam, unit: ofUnit } = answer.body ?? {}
  const wide = useWide()
  const rows = withSilent(answer.body?.rows ?? [], before?.rows, by)
  const name = ofTeam?.name ?? (ofUnit ? formatUnit(ofUnit) : undefined)
  return (
    <DeskPage
      paper={{
        shown: answer.path,
        whose: null,
        chosen: [
          t('print.by', { by: t(`desk.by.${by}` as Word) }),
          t('print.boundaries', { boundaries: t(`desk.boundaries.${boundaries}`) }),
        ],
      }}
      title={name ?? t('screen.name.desk')}
      under={
        <>
          {unit && <Path unit={unit} />}
          <p class="soft number">{whenSaid(days, answer)}</p>
        </>
      }
    >
      <div class="filters no-print">
        <ChoosePeriod days={days} today={today} />
        <div class="row">
          {opens && (
            <a class="button" href={briefingAddress(place)}>
              {t('screen.name.briefing')}
            </a>
          )}
          {wide && rows.length > 0 && by !== 'member' && (
            <TakeTable rows={rows} by={by} days={days} unit={answer.body?.unit} />
          )}
        </div>
      </div>
      <ServerAnswer answer={answer}>
        {(body) => (
          <Figures
            body={body}
            before={before}
            progress={progress.body}
            view={{ days, unit, team, by, boundaries, opens }}
          />
        )}
      </ServerAnswer>
    </DeskPage>
  )
}

/** "Thứ Bảy, 28/11/2026 · tính đến 14:05". */
function whenSaid(days: Days, { body }: Answer<Tallies>): string {
  const said = days.from === days.to ? formatWeekday(days.from) : formatDays(days)
  return body ? `${said} · ${t('desk.as_of', { at: formatInstant(body.as_of) })}` : said
}

interface Props {
  body: Tallies
  /** Of the days before; null until the server has told them. */
  before: Tallies | null
  progress: Progress | null
  view: View
}

function Figures({ body, before, progress, view }: Props) {
  const { days, boundaries, opens } = view
  const [unit, team] = [body.unit?.id, body.team?.id]
  return (
    <>
      {boundaries === 'then' && unit && <History unit={unit} days={days} />}
      {team && <Complete completeness={body.completeness} silent={silentAddress({ team })} />}
      {unit && boundaries === 'now' && <ClosedDiffers unit={unit} days={days} total={body.total} />}
      <div class="figure-tiles">
        <Sums
          total={body.total}
          before={before?.total}
          days={days}
          unit={unit}
          team={team}
          opens={opens}
        />
        <Apart apart={days.period !== 'today'}>
          <Goals body={progress} place={team ? { team } : { unit }} />
          {!team && <SilentTile completeness={body.completeness} unit={view.unit} opens={opens} />}
          {!team && !view.unit && <WaitingTile />}
        </Apart>
      </div>
      <Divided body={body} before={before} view={view} />
      {before && <Compared total={body.total} before={before.total} days={days} />}
      {body.total.volunteer_turns && <OtherForces forces={body.total.volunteer_turns} />}
      {view.by !== 'member' && <ShareTotals body={body} by={view.by} days={days} />}
      <Boundaries boundaries={boundaries} />
    </>
  )
}

/** Tiles of the present moment, set apart where the chosen days are other ones. */
function Apart({ apart, children }: { apart: boolean; children: ComponentChildren }) {
  if (!apart) return <>{children}</>
  return (
    <div class="now">
      <p class="soft small">{t('desk.now')}</p>
      {children}
    </div>
  )
}

/** Whose turns those of the Union's members are not. */
function OtherForces({ forces }: { forces: NonNullable<Counted['volunteer_turns']> }) {
  const { police, partner, other } = forces
  return <p class="soft small number">{t('desk.apart', { police, partner, other })}</p>
}

/** The figures by unit, team, day …: a table, with the map of places or the trend of days. */
function Divided({ body, before, view }: Omit<Props, 'progress'>) {
  const { days, team, by, opens } = view
  const unit = body.unit?.id
  const place = team ? { team } : view.unit ? { unit: view.unit } : {}
  const rows = withSilent(body.rows, before?.rows, by)
  return (
    <>
      <By by={by} team={Boolean(team)} opens={opens} />
      {by === 'day' && <DrawnTrend rows={body.rows} />}
      {rows.length > 0 && body.total.sessions === 0 && (
        <NoSessions
          unit={unit}
          team={team}
          days={days}
          address={(month) => totalsAddress({ ...place, days: month, by })}
          zero={null}
        />
      )}
      {by === 'member' && team ? (
        <MembersAtWork team={team} days={days} />
      ) : (
        <div class="with-map">
          <div class="stack">
            <Table
              key={`${by}${days.from}${days.to}${unit}${team}`}
              rows={rows}
              before={before && !isInTime(by) ? measuresOf(before.rows, by) : undefined}
              total={body.total}
              plan={body.plan}
              by={by}
              days={days}
              unit={body.unit}
              team={team}
              opens={opens}
            />
          </div>
          {(by === 'unit' || by === 'team') && !team && (
            <UnitMap rows={rows} by={by} days={days} unit={unit} />
          )}
        </div>
      )}
    </>
  )
}

/** The trend comes when it is asked for: with no network, the first time, the table says the same. */
function DrawnTrend({ rows }: { rows: TallyRow[] }) {
  const [Shown, show] = useState<ComponentType<{ rows: TallyRow[] }> | null>(null)
  useEffect(() => {
    import('./trend').then(
      ({ Trend }) => show(() => Trend),
      () => undefined,
    )
  }, [])
  return Shown && <Shown rows={rows} />
}

function History({ unit, days }: { unit: string; days: Days }) {
  const units = useQuery('/api/units')
  return <UnitHistory units={units.body?.rows ?? []} unit={unit} days={days} />
}
