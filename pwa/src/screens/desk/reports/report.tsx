import '../../../styles/desk.css'
import words from 'virtual:words/reports'
import { type ReportParams, reportFile } from '../../../actions/desk/reports'
import { Icon } from '../../../components/icon'
import { ShareText } from '../../../components/share-text'
import { addWords, t } from '../../../i18n'
import { formatInstant, formatMonth } from '../../../i18n/dates'
import { formatCode } from '../../../queries/codes'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { reportAddress, totalsAddress } from '../shared/addresses'
import { ChooseUnit } from '../shared/choose-unit'
import { DeskPage } from '../shared/desk-page'
import { NoSessions } from '../shared/no-sessions'
import type { ClosedMonth, MonthlyReport } from '../shared/target-types'
import { formatUnit, stands } from '../shared/tree'
import { useWide } from '../shared/use-wide'
import { ChooseReport } from './choose-report'
import { CloseMonth, ReopenMonth } from './close-month'
import { askedOf, type Period, periodOf } from './period'
import { ReportQr } from './report-qr'
import { periodName, pictureName, pictureOf, reportState, textOf } from './report-share'
import { ReportTables } from './report-tables'
import { SharePicture } from './share-picture'

addWords(words)

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
        <DeskPage paper={{ shown: null }} title={t('screen.name.report')}>
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
        <ChooseUnit
          label={t('desk.by.unit')}
          since={period.from}
          value={unit}
          onChange={(chosen) => setQuery({ unit: chosen, activity: undefined })}
        />
      </div>
      <ChooseReport period={period} unit={unit} />
    </div>
  )
}

function Shown({ period, unit, asked }: Choice & { asked: ReportParams }) {
  const account = useSignedIn()
  const month = period.kind === 'month' ? period.from.slice(0, 7) : null
  const answer = useQuery('/api/reports', asked)
  const units = useQuery('/api/units')
  const chosen = units.body?.rows.find((one) => one.id === unit)
  const lasts = !chosen || stands(chosen, todayHere())
  const closed = useQuery('/api/reports/closed', { unit })
  const of = month ? { unit, month } : null
  return (
    <DeskPage
      paper={{ shown: null, whose: null, chosen: [answer.body && reportState(answer.body)] }}
      title={t('screen.name.report')}
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
            <Files of={asked} />
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
            {of &&
              body.closed &&
              (account?.unit?.id === body.unit.id ? (
                <p class="soft small no-print">{t('report.reopen.above')}</p>
              ) : (
                <ReopenMonth key={`${unit}${month}`} of={of} />
              ))}
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
            <ShareText text={textOf(body)} />
            <SharePicture name={pictureName(body)} picture={() => pictureOf(body)} />
          </>
        )}
      </ServerAnswer>
      {month && <Months rows={closed.body?.rows ?? []} unit={unit} />}
    </DeskPage>
  )
}

const hasBegun = (month: string): boolean => month <= todayHere().slice(0, 7)

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
    { name: t('report.xlsx'), href: reportFile('xlsx', of) },
    { name: t('report.docx.doan'), href: reportFile('docx', { ...of, layout: 'doan' }) },
    { name: t('report.docx.nd30'), href: reportFile('docx', { ...of, layout: 'nd30' }) },
    { name: t('report.csv'), href: reportFile('csv', of) },
  ]
  const links = (
    <p class="row no-print">
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
  )
  // At the head, above long tables; on a phone folded away, for the tables' sake.
  if (useWide()) return links
  return (
    <details class="card message no-print">
      <summary>{t('report.files')}</summary>
      {links}
    </details>
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
                      reason: row.reopened.reason || t('report.reopened.restored'),
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
