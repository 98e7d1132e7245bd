import '../../../styles/desk.css'
import words from 'virtual:words/briefing'
import totals from 'virtual:words/totals'
import { Icon } from '../../../components/icon'
import { ShareText } from '../../../components/share-text'
import { addWords, t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { ServerAnswer } from '../../lead/answer'
import type { Counted, SilentTeams } from '../../lead/api-types'
import { address } from '../../router'
import type { Picture } from '../reports/picture'
import { SharePicture } from '../reports/share-picture'
import { totalsAddress } from '../shared/addresses'
import { completedSaid } from '../shared/completed'
import { DeskPage } from '../shared/desk-page'
import { percentOf } from '../shared/format-goal'
import { GoalLine } from '../shared/goal'
import { formatUnit } from '../shared/tree'
import { inOrder, measure, nameOf as nameOfRow, planOf } from '../totals/table-row'
import {
  type BriefingData,
  beforeSaid,
  columnsOf,
  GOALS,
  linesOf,
  nameOf,
  silentSaid,
  waitingSaid,
  whenOf,
} from './briefing-data'
import { briefingText } from './briefing-text'
import { useBriefing } from './use-briefing'

addWords({ ...totals, ...words })

const FIGURES = ['people', 'turns', 'volunteers', 'sessions'] as const

/** "Phiếu giao ban": today, the month and the year, the targets, who has not sent, and what waits: on one
 * sheet, as a picture and as a text. */
export function Briefing() {
  const { query } = address.value
  const unit = query.get('unit')
  const team = query.get('team')
  const place = team ? { team } : unit ? { unit } : {}
  const { answer, dataOf } = useBriefing(place)
  const data = answer.body && dataOf(answer.body)
  return (
    <DeskPage
      // Below the title it says already whose it is and as of when: the time of its figures.
      paper={{ shown: null, whose: null }}
      title={t('screen.name.briefing')}
      back={totalsAddress({ ...place, days: { period: 'today', from: '', to: '' } })}
      under={data && <p class="number">{`${nameOf(data)} · ${whenOf(data)}`}</p>}
    >
      <ServerAnswer answer={answer}>{(body) => <Sheet data={dataOf(body)} />}</ServerAnswer>
    </DeskPage>
  )
}

function Sheet({ data }: { data: BriefingData }) {
  const { progress, silent, today } = data
  const goals = progress?.rows.slice(0, GOALS) ?? []
  return (
    <div class="briefing">
      <div class="row no-print">
        <button type="button" class="button primary" onClick={() => globalThis.print()}>
          <Icon name="file" size={20} />
          {t('briefing.print')}
        </button>
        <SharePicture name={`phieu-giao-ban-${data.day}`} picture={() => pictureOf(data)} />
      </div>
      <Upto data={data} />
      <p class="number">
        {[completedSaid(today.total), beforeSaid(data)].filter(Boolean).join(' · ')}
      </p>
      {goals.length > 0 && progress && (
        <section class="card roomy goals" aria-labelledby="briefing-goals">
          <h2 id="briefing-goals">{t('screen.name.targets')}</h2>
          {goals.map((goal) => (
            <GoalLine key={`${goal.measure}${goal.of}${goal.from}`} goal={goal} on={progress.on} />
          ))}
        </section>
      )}
      {!today.team && <Parts data={data} />}
      <section class="stack small-gap" aria-labelledby="briefing-silent">
        <h2 id="briefing-silent">{silentSaid(data)}</h2>
        {silent && silent.rows.length > 0 && <Silent {...silent} />}
      </section>
      <section class="stack small-gap" aria-labelledby="briefing-waiting">
        <h2 id="briefing-waiting">{t('briefing.waiting')}</h2>
        <ul class="bulleted number">
          {waitingSaid(data).map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      </section>
      <ShareText text={briefingText(linesOf(data))} />
    </div>
  )
}

const figureOf = (total: Counted, name: (typeof FIGURES)[number]): number =>
  (name === 'volunteers' ? total.volunteer_turns?.union : total[name]) ?? 0

/** "Lũy kế": today, the month and the year side by side. */
function Upto({ data }: { data: BriefingData }) {
  const columns = columnsOf(data)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={t('briefing.upto')} tabIndex={0}>
      <table class="compared">
        <caption>{t('briefing.upto')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.figures')}</th>
            {columns.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIGURES.map((figure) => (
            <tr key={figure}>
              <th scope="row">{t(`measure.${figure}`)}</th>
              {columns.map(({ name, total }) => (
                <td key={name} data-figure="upto" data-of={figure}>
                  {formatNumber(figureOf(total, figure))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const byOf = ({ today }: BriefingData): 'unit' | 'team' =>
  today.rows.some(({ last_contact }) => last_contact !== undefined) ? 'team' : 'unit'

/** Each unit or team below: today, and its share of the plan. */
function Parts({ data }: { data: BriefingData }) {
  const { today } = data
  const by = byOf(data)
  const whole = today.plan?.people ?? null
  const title = t(by === 'team' ? 'briefing.parts.teams' : 'briefing.parts')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={title} tabIndex={0}>
      <table class="compared">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.col.name')}</th>
            <th scope="col">{t('desk.col.people')}</th>
            <th scope="col">{t('desk.col.turns')}</th>
            <th scope="col">{t('desk.col.plan')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(today.rows, by).map((row) => {
            const planned = planOf(row, by)
            return (
              <tr key={row.key}>
                <th scope="row">{nameOfRow(row, by, today.unit)}</th>
                <td data-figure="today" data-of={row.key}>
                  {formatNumber(row.totals.people ?? 0)}
                </td>
                <td data-figure="today" data-of={row.key}>
                  {formatNumber(row.totals.turns ?? 0)}
                </td>
                <td data-figure="plan" data-of={row.key}>
                  {planned ? `${formatNumber(percentOf(measure(row, by), planned))}%` : '–'}
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('briefing.sum')}</th>
            <td data-figure="today" data-of="total">
              {formatNumber(today.total.people ?? 0)}
            </td>
            <td data-figure="today" data-of="total">
              {formatNumber(today.total.turns ?? 0)}
            </td>
            <td data-figure="plan" data-of="total">
              {whole ? `${formatNumber(percentOf(today.total.people ?? 0, whole))}%` : '–'}
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Silent({ rows, left = 0 }: SilentTeams) {
  return (
    <ul class="bulleted number">
      {rows.map(({ team, unit, last_contact }) => (
        <li key={team.id}>
          {team.name}
          {/* Forty names fit a sheet, and no more beside them. */}
          <span class="no-print">
            {[
              '',
              unit && formatUnit({ kind: unit.kind ?? '', name: unit.name ?? '' }),
              last_contact
                ? t('desk.silent.last', { when: formatInstant(last_contact) })
                : t('desk.silent.never'),
            ]
              .filter((said) => said !== null && said !== undefined)
              .join(' · ')}
          </span>
        </li>
      ))}
      {left > 0 && <li>{t('briefing.more_teams', { n: left })}</li>}
    </ul>
  )
}

/** The sheet as a picture for a chat. */
function pictureOf(data: BriefingData): Picture {
  const { today } = data
  const by = byOf(data)
  const lines = linesOf(data)
  const volunteers = today.total.volunteer_turns?.union
  return {
    title: `${t('screen.name.briefing')} · ${nameOf(data)}`,
    days: whenOf(data),
    figures: [
      { label: t('desk.people'), value: formatNumber(today.total.people ?? 0) },
      { label: t('desk.turns'), value: formatNumber(today.total.turns ?? 0) },
      ...(volunteers === undefined
        ? []
        : [{ label: t('desk.volunteers'), value: formatNumber(volunteers) }]),
    ],
    rows: today.team
      ? []
      : inOrder(today.rows, by).map((row) => ({
          name: nameOfRow(row, by, today.unit),
          value: measure(row, by),
          said: formatNumber(measure(row, by)),
        })),
    // The first line is of today, whose figures stand above.
    note: [...lines.figures.slice(1), ...lines.goals, lines.silent.said, ...lines.waiting].join(
      '\n',
    ),
    app: t('app.name'),
  }
}
