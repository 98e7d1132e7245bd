import { useState } from 'preact/hooks'
import { Bullet } from '../../../components/bullet'
import { useFirstRows } from '../../../components/desk/use-first-rows'
import { Field } from '../../../components/field'
import type { Column } from '../../../components/lead/csv'
import { CsvButton } from '../../../components/lead/csv-button'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { fold } from '../../../i18n/parse'
import type { Counted, TallyRow, UnitRef } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { changeShown } from '../shared/compare'
import { formatShortDays } from '../shared/format-days'
import { percentOf } from '../shared/format-goal'
import { type Days, daysBefore, weekUpTo } from '../shared/period'
import { useWide } from '../shared/use-wide'
import type { ByName } from './by'
import { DayBars } from './day-bars'
import { NoRows } from './no-rows'
import {
  addressOf,
  addsUp,
  countsPeople,
  countsTurns,
  daysToTellApart,
  inFile,
  inOrder,
  isHidden,
  measure,
  nameOf,
  opensTotals,
  peopleHead,
  planOf,
  towardsPlan,
} from './table-row'

const AT_ONCE = 40
const ALL_DAYS = 400
const MANY = 12

interface Props {
  rows: TallyRow[]
  /** What the rows were on the days before, by their key, once it is known. */
  before?: ReadonlyMap<string, number> | undefined
  total: Counted
  plan: TallyRow['plan'] | undefined
  by: ByName
  days: Days
  unit: UnitRef | null | undefined
  team: string | undefined
  /** Whether who is signed in may read the sessions behind a number. */
  opens: boolean
}

/** Bars and numbers in one table: what is drawn is what is written. */
export function Table({ rows, before, total, plan, by, days, unit, team, opens }: Props) {
  const wide = useWide()
  const [sought, setSought] = useState('')
  const sorted = inOrder(rows, by)
  const looks = opensTotals(by) && rows.length > MANY
  const found = looks
    ? sorted.filter((row) => fold(nameOf(row, by, unit)).includes(fold(sought)))
    : sorted
  const [some, more] = useFirstRows(found, opensTotals(by) ? AT_ONCE : ALL_DAYS)
  if (rows.length === 0)
    return <NoRows by={by} days={days} unit={unit?.id} team={team} sessions={total.sessions ?? 0} />
  const most = Math.max(...rows.flatMap((row) => [measure(row, by), planOf(row, by) ?? 0]), 1)
  const people = countsPeople(by)
  const turns = countsTurns(by)
  const whole: TallyRow = { key: 'total', label: '', kind: by, totals: total, plan: plan ?? null }
  const volunteers = hasVolunteers(rows)
  const planned = isPlanned(rows, by)
  const unsent = wide && rows.some((row) => (row.unsent_at_least ?? 0) > 0)
  const completed = wide && rows.some((row) => row.totals.completed !== undefined)
  const mostADay = wide ? Math.max(0, ...rows.flatMap((row) => row.days ?? [])) : 0
  // Where the days themselves are drawn there is no room for what was before.
  const compared = wide && !opensTotals(by) ? before : undefined
  return (
    <>
      {by === 'reason' && <p class="soft small">{t('desk.reasons')}</p>}
      {by === 'outcome' && <p class="soft small">{t('desk.outcomes')}</p>}
      {rows.some(isHidden) && <p class="soft small">{t('table.hidden.why')}</p>}
      {looks && (
        <div class="no-print">
          <Field type="search" label={t('table.find')} value={sought} onInput={setSought} />
        </div>
      )}
      {found.length === 0 && (
        <Empty why="filtered" text={t('table.none_found')}>
          <button type="button" class="button" onClick={() => setSought('')}>
            {t('empty.search.do')}
          </button>
        </Empty>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={t('desk.by')} tabIndex={0}>
        <table class="bars">
          <caption class="unseen">{t('desk.by')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk.col.name')}</th>
              {people && <th scope="col">{t(peopleHead(by))}</th>}
              {turns && <th scope="col">{t('desk.col.turns')}</th>}
              {completed && <th scope="col">{t('desk.col.completed')}</th>}
              {volunteers && (
                <th scope="col" class="third">
                  {t('desk.col.volunteers')}
                </th>
              )}
              {compared && (
                <th scope="col">
                  {t('desk.col.before')}
                  <span class="under-head">{formatShortDays(daysBefore(days))}</span>
                </th>
              )}
              {mostADay > 0 && (
                <th scope="col">
                  {t('desk.col.days')}
                  <span class="under-head">{formatShortDays(weekUpTo(days.to))}</span>
                </th>
              )}
              {wide && planned && <th scope="col">{t('desk.col.plan')}</th>}
              {unsent && <th scope="col">{t('desk.col.unsent')}</th>}
            </tr>
          </thead>
          <tbody>
            {some.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <Name
                    row={row}
                    rows={rows}
                    by={by}
                    days={days}
                    unit={unit}
                    team={team}
                    opens={opens}
                    wide={wide}
                  />
                  <Bullet
                    done={planOf(row, by) === null ? measure(row, by) : towardsPlan(row, by)}
                    planned={planOf(row, by)}
                    whole={most}
                  />
                </th>
                {people && (
                  <td data-figure="people" data-of={row.key}>
                    {isHidden(row) ? t('table.hidden') : formatNumber(row.totals.people ?? 0)}
                  </td>
                )}
                {turns && (
                  <td data-figure="turns" data-of={row.key}>
                    {isHidden(row) ? t('table.hidden') : formatNumber(row.totals.turns ?? 0)}
                  </td>
                )}
                {completed && (
                  <td data-figure="completed" data-of={row.key}>
                    {formatNumber(row.totals.completed ?? 0)}
                  </td>
                )}
                {volunteers && (
                  <td class="third" data-figure="volunteers" data-of={row.key}>
                    {formatNumber(row.totals.volunteer_turns?.union ?? 0)}
                  </td>
                )}
                {compared && <Before row={row} by={by} before={compared.get(row.key)} />}
                {mostADay > 0 && <td>{row.days && <DayBars days={row.days} most={mostADay} />}</td>}
                {wide && planned && <Planned row={row} by={by} />}
                {unsent && (
                  <td data-figure="unsent" data-of={row.key}>
                    {(row.unsent_at_least ?? 0) > 0 && (
                      <span class="tag attention">
                        {t('desk.col.unsent.n', { n: row.unsent_at_least ?? 0 })}
                      </span>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
          {addsUp(by) && found.length === rows.length && rows.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{t('report.sum')}</th>
                {people && (
                  <td data-figure="people" data-of="total">
                    {formatNumber(total.people ?? 0)}
                  </td>
                )}
                {turns && (
                  <td data-figure="turns" data-of="total">
                    {formatNumber(total.turns ?? 0)}
                  </td>
                )}
                {completed && (
                  <td data-figure="completed" data-of="total">
                    {formatNumber(total.completed ?? 0)}
                  </td>
                )}
                {volunteers && (
                  <td class="third" data-figure="volunteers" data-of="total">
                    {formatNumber(total.volunteer_turns?.union ?? 0)}
                  </td>
                )}
                {compared && <td />}
                {mostADay > 0 && <td />}
                {wide && planned && <Planned row={whole} by={by} />}
                {unsent && <td />}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {more}
      {!wide && (
        <p>
          <TakeTable rows={rows} by={by} days={days} unit={unit} />
        </p>
      )}
    </>
  )
}

/** The table as a file. Where there is room it stands at the head of the page. */
export function TakeTable({ rows, by, days, unit }: Pick<Props, 'rows' | 'by' | 'days' | 'unit'>) {
  return (
    <CsvButton
      name={`tung-ngo-${t(`desk.by.${by}`)}-${days.from}-${days.to}`}
      columns={columnsOf(rows, by, unit)}
      rows={inFile(rows, by)}
    />
  )
}

const hasVolunteers = (rows: TallyRow[]) => rows.some((row) => row.totals.volunteer_turns)
const isPlanned = (rows: TallyRow[], by: ByName) => rows.some((row) => planOf(row, by) !== null)

interface CellProps {
  row: TallyRow
  by: ByName
}

/** What it was on the days before, and how much more it is now. */
function Before({ row, by, before }: CellProps & { before: number | undefined }) {
  if (isHidden(row) || before === undefined) return <td />
  return (
    <td class="beside-number" data-figure="before" data-of={row.key}>
      {formatNumber(before)} <small>{changeShown(measure(row, by), before)}</small>
    </td>
  )
}

function Planned({ row, by }: CellProps) {
  const planned = planOf(row, by)
  if (planned === null) return <td />
  const done = towardsPlan(row, by)
  const percent = formatNumber(percentOf(done, planned))
  const of = countsPeople(by) ? 'desk.col.plan.of' : 'desk.col.plan.done'
  return (
    <td class="beside-number" data-figure="plan" data-of={row.key}>
      {`${percent}%`} {!opensTotals(by) && <small>{t(of, { done, planned })}</small>}
    </td>
  )
}

/** The table's columns for a file, those that a narrow screen leaves out too. */
function columnsOf(rows: TallyRow[], by: ByName, unit: Props['unit']): Column<TallyRow>[] {
  const columns: Column<TallyRow>[] = [
    {
      name: t('desk.col.name'),
      cell: (row) =>
        [nameOf(row, by, unit), daysToTellApart(row, rows, by)].filter(Boolean).join(', '),
    },
  ]
  if (countsPeople(by))
    columns.push({
      name: t(peopleHead(by)),
      cell: (row) => row.totals.people ?? t('table.hidden'),
    })
  if (countsTurns(by))
    columns.push({
      name: t('desk.col.turns'),
      cell: (row) => (isHidden(row) ? t('table.hidden') : row.totals.turns),
    })
  if (isPlanned(rows, by))
    columns.push({ name: t('desk.col.planned'), cell: (row) => planOf(row, by) })
  if (hasVolunteers(rows)) {
    const force = (name: 'union' | 'police' | 'partner' | 'other'): Column<TallyRow> => ({
      name: t(`desk.col.${name}`),
      cell: (row) => row.totals.volunteer_turns?.[name],
    })
    columns.push(force('union'), force('police'), force('partner'), force('other'))
  }
  return columns
}

function Name({
  row,
  rows,
  by,
  days,
  unit,
  team,
  opens,
  wide,
}: Omit<Props, 'before' | 'total' | 'plan'> & { row: TallyRow; wide: boolean }) {
  const name = nameOf(row, by, unit)
  const planned = planOf(row, by)
  const apart = daysToTellApart(row, rows, by)
  return (
    <>
      {opensTotals(by) || (opens && !isHidden(row)) ? (
        <a href={addressOf({ row, by, days, unit: unit?.id, team })}>{name}</a>
      ) : (
        name
      )}
      {apart && <span class="soft small number">{apart}</span>}
      {by === 'team' && (
        <span class="soft small">
          {row.last_contact
            ? t('desk.sent_at', { when: formatInstant(row.last_contact) })
            : t(row.has_phone === false ? 'desk.no_phone' : 'desk.never_sent')}
        </span>
      )}
      {!wide && planned !== null && (
        <span class="soft small number">
          {t(countsPeople(by) ? 'table.of_plan' : 'table.of_plan.done', {
            percent: formatNumber(percentOf(towardsPlan(row, by), planned)),
            done: towardsPlan(row, by),
            planned,
          })}
        </span>
      )}
      {!wide && (row.unsent_at_least ?? 0) > 0 && (
        <span class="tag">{t('desk.unsent_n', { n: row.unsent_at_least ?? 0 })}</span>
      )}
    </>
  )
}
