import '../../../styles/desk.css'
import { type ReportParams, refreshClosed, refreshReport } from '../../../actions/desk/reports'
import { refreshUnits } from '../../../actions/lead/desk'
import { Icon } from '../../../components/icon'
import { ShareText } from '../../../components/share-text'
import { t } from '../../../i18n'
import { formatInstant, formatMonth } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { fold } from '../../../i18n/parse'
import { deskKeys } from '../../../queries/desk-answer'
import { ServerAnswer, useAnswer } from '../../lead/answer'
import type { Rows, Unit } from '../../lead/api-types'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { messageOf } from '../../message'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { reportAddress, totalsAddress } from '../shared/addresses'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { formatCode } from '../shared/format-code'
import { NoSessions } from '../shared/no-sessions'
import type { ClosedMonth, MonthlyReport } from '../shared/target-types'
import { formatUnit, stands } from '../shared/tree'
import { ChooseReport } from './choose-report'
import { CloseMonth, ReopenMonth } from './close-month'
import { askedOf, type Kind, nameOf, type Period, periodOf } from './period'
import type { Picture } from './picture'
import { partName } from './report-parts'
import { ReportQr } from './report-qr'
import { ReportTables } from './report-tables'
import { SharePicture } from './share-picture'

/** A unit's month or other days: the figures, closing a month, and the files that go out. */
export function Report() {
  const { query } = address.value
  const account = useSignedIn()
  const unit = query.get('unit') ?? account?.unit?.id ?? ''
  const period = periodOf(query, todayHere())
  const asked = askedOf(period, unit)
  return (
    <>
      {asked ? (
        <Shown period={period} unit={unit} asked={asked} />
      ) : (
        <DeskPage paper={{ shown: null }} title={t('screen.name.report')} back="/desk/more">
          <Choose period={period} unit={unit} />
        </DeskPage>
      )}
    </>
  )
}

interface Choice {
  period: Period
  unit: string
}

/** Of which unit and which days. */
function Choose({ period, unit }: Choice) {
  return (
    <div class="stack no-print">
      <div class="two">
        {unit && (
          <ChooseUnit
            label={t('desk.by.unit')}
            since={period.from}
            value={unit}
            onChange={(chosen) => setQuery({ unit: chosen, activity: undefined })}
          />
        )}
      </div>
      <ChooseReport period={period} unit={unit} />
    </div>
  )
}

function Shown({ period, unit, asked }: Choice & { asked: ReportParams }) {
  const account = useSignedIn()
  const month = period.kind === 'month' ? period.from.slice(0, 7) : null
  const answer = useAnswer<MonthlyReport>(deskKeys.report(asked), () => refreshReport(asked))
  const units = useAnswer<Rows<Unit>>(deskKeys.units(), refreshUnits)
  const chosen = units.body?.rows.find((one) => one.id === unit)
  const lasts = !chosen || stands(chosen, todayHere())
  const closed = useAnswer<Rows<ClosedMonth>>(deskKeys.closed(unit), () => refreshClosed(unit))
  const of = month ? { unit, month } : null
  return (
    <DeskPage
      paper={{ shown: null, whose: null, chosen: [answer.body && reportState(answer.body)] }}
      title={t('screen.name.report')}
      back="/desk/more"
      under={
        answer.body && (
          <p class="soft number">{`${formatUnit(answer.body.unit)} · ${periodName(answer.body)}`}</p>
        )
      }
    >
      <Choose period={period} unit={unit} />
      <ServerAnswer answer={answer}>
        {(body) => (
          <>
            <ReportState body={body} />
            <Differs body={body} />
            {of &&
              !body.closed &&
              lasts &&
              hasBegun(of.month) &&
              account?.role === 'coordinator' && (
                <CloseMonth
                  key={`${unit}${month}`}
                  of={of}
                  notEntered={body.indicators.filter(({ value }) => value === null).length}
                />
              )}
            {of && body.closed && account?.unit?.id !== body.unit.id && (
              <ReopenMonth key={`${unit}${month}`} of={of} />
            )}
            {body.total.sessions === 0 && (
              <NoSessions
                unit={body.unit.id}
                team={undefined}
                days={body}
                address={({ from }) =>
                  reportAddress({ unit: body.unit.id, month: from.slice(0, 7) })
                }
                zero={null}
              />
            )}
            <ReportTables body={body} />
            <Files of={asked} />
            <ShareText text={textOf(body)} />
            <SharePicture name={pictureName(body)} picture={() => pictureOf(body)} />
          </>
        )}
      </ServerAnswer>
      {month && <Months rows={closed.body?.rows ?? []} unit={unit} />}
    </DeskPage>
  )
}

/** "Tháng 11/2026", the days of a week, or what days of action are called. */
function periodName({ kind = 'month', activity, ...days }: MonthlyReport): string {
  return activity?.name ?? nameOf({ kind: kind as Kind, ...days })
}

/** No two pictures of different units or days are called the same. */
const pictureName = (body: MonthlyReport): string =>
  [
    'tung-ngo-bao-cao',
    formatUnit(body.unit),
    body.activity?.name ?? '',
    body.month ?? `${body.from} ${body.to}`,
  ]
    .map((part) => fold(part).replace(/[^a-z0-9]+/g, '-'))
    .filter(Boolean)
    .join('-')

const hasBegun = (month: string): boolean => month <= todayHere().slice(0, 7)

/** As of when the figures hold, or when and under which code they were closed. */
const reportState = ({ closed, as_of }: MonthlyReport): string =>
  closed
    ? t('report.closed', { at: formatInstant(closed.at, 0), code: formatCode(closed.code) })
    : t('report.as_of', { at: formatInstant(as_of, 0) })

/** Whether these figures may still change, and what is known to be missing. */
function ReportState({ body }: { body: MonthlyReport }) {
  const { closed, completeness } = body
  return (
    <div class="standing">
      <div>
        <p class="complete no-print" role="status">
          <Icon name={closed ? 'check' : 'clock'} size={20} />
          <span>{reportState(body)}</span>
        </p>
        <p class="soft small">
          {completeness.unsent_at_least > 0
            ? t('report.missing', {
                n: completeness.unsent_at_least,
                teams: completeness.teams_with_unsent,
              })
            : t('report.complete')}
        </p>
        {body.month === null && <p class="soft small">{t('report.only_months')}</p>}
      </div>
      {closed && <ReportQr code={closed.code} />}
    </div>
  )
}

/** A closed report keeps its figures; where others are counted today, it says so itself. */
function Differs({ body }: { body: MonthlyReport }) {
  const { now, total, unit, from, to } = body
  const figures = ['people', 'turns', 'volunteers', 'sessions'] as const
  if (!now || figures.every((one) => now[one] === total[one])) return null
  return (
    <div class="card look" role="status" data-figure="differs">
      <p>
        {t('report.differs', { ...now })}{' '}
        <a href={totalsAddress({ unit: unit.id, days: { period: 'range', from, to } })}>
          {t('report.differs.open')}
        </a>
      </p>
    </div>
  )
}

function Files({ of }: { of: ReportParams }) {
  const files = [
    { name: t('report.xlsx'), href: deskKeys.reportFile('xlsx', of) },
    { name: t('report.docx.doan'), href: deskKeys.reportFile('docx', { ...of, layout: 'doan' }) },
    { name: t('report.docx.nd30'), href: deskKeys.reportFile('docx', { ...of, layout: 'nd30' }) },
    { name: t('report.csv'), href: deskKeys.reportFile('csv', of) },
  ]
  return (
    <section class="stack no-print">
      <h2>{t('report.files')}</h2>
      <p class="row">
        {files.map(({ name, href }) => (
          <a class="button" key={href} href={href} download>
            <Icon name="save" size={20} />
            {name}
          </a>
        ))}
        <button type="button" class="button" onClick={() => print()}>
          {t('report.print')}
        </button>
      </p>
    </section>
  )
}

function Months({ rows, unit }: { rows: ClosedMonth[]; unit: string }) {
  if (rows.length === 0) return null
  return (
    <section class="stack no-print">
      <h2>{t('report.months')}</h2>
      <ul class="lines">
        {rows.map((row) => (
          <li key={row.code}>
            <a class="line" href={reportAddress({ unit, month: row.month })}>
              <span class="name number">{formatMonth(row.month)}</span>
              <span class="soft small number">
                {[
                  t('report.closed_by', {
                    who: row.closed_by ?? '',
                    at: formatInstant(row.closed_at, 0),
                  }),
                  formatCode(row.code),
                  row.reopened &&
                    t('report.reopened_by', {
                      who: row.reopened.by ?? '',
                      at: formatInstant(row.reopened.at, 0),
                      reason: row.reopened.reason,
                    }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Units or teams from the most people to the least, as they are called elsewhere. */
function mostFirst(body: MonthlyReport) {
  const named = body.rows.map((row) => ({ name: partName(row, body), figures: row.figures }))
  return named.sort((a, b) => b.figures.people - a.figures.people)
}

function pictureOf(body: MonthlyReport): Picture {
  const { total } = body
  return {
    title: formatUnit(body.unit),
    days: periodName(body),
    figures: [
      { label: t('desk.people'), value: formatNumber(total.people) },
      { label: t('desk.turns'), value: formatNumber(total.turns) },
      { label: t('desk.volunteers'), value: formatNumber(total.volunteers) },
    ],
    rows: mostFirst(body).map(({ name, figures }) => ({
      name,
      value: figures.people,
      said: formatNumber(figures.people),
    })),
    note: reportState(body),
    app: t('app.name'),
  }
}

function textOf(body: MonthlyReport): string {
  const { total } = body
  return messageOf({
    title: formatUnit(body.unit),
    from: body.from,
    to: body.to,
    people: total.people,
    turns: total.turns,
    sessions: total.sessions,
    volunteers: total.volunteers,
    by: t(body.by === 'unit' ? 'report.by.unit' : 'report.by.team'),
    rows: mostFirst(body).map(({ name, figures }) => ({
      name,
      people: figures.people,
      turns: figures.turns,
    })),
    notes: [
      ...body.late.map(({ month, figures }) =>
        t('report.late.of', { month: formatMonth(month), ...figures }),
      ),
      reportState(body),
    ],
  })
}
