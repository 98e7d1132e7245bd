import { t } from '../../../i18n'
import { formatMonth } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import { percentOf } from '../shared/format-goal'
import { labelIn } from '../shared/label-in'
import type { MonthlyReport } from '../shared/target-types'
import { Comparison } from './comparison'
import { ByRow, ByTeam, ClosedBelow } from './report-parts'
import { Table } from './report-table'

function DaysOfAction({ rows }: { rows: NonNullable<MonthlyReport['activities']> }) {
  if (rows.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('report.activities')}</h2>
      <ul class="stack small-gap">
        {rows.map(({ figures, ...row }) => (
          <li key={row.id}>
            <strong>{row.name}</strong>
            <br />
            <span class="number">
              {[
                row.from === row.to
                  ? formatDay(row.from)
                  : t('desk.days', { from: formatDay(row.from), to: formatDay(row.to) }),
                row.place,
                t('report.activity.teams', { n: row.teams }),
              ].join(' · ')}
            </span>
            <br />
            <span class="number" data-figure="activity" data-of={row.id}>
              {t('report.activity.did', { people: figures.people, turns: figures.turns })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is counted beside the three figures and is no part of them. */
function Beside({ rows }: { rows: NonNullable<MonthlyReport['beside']> }) {
  if (rows.length === 0) return null
  const opened = rows.some(({ figure }) => figure === 'opened') ? t('report.beside.opened') : ''
  return (
    <Table title={t('report.beside')} note={`${t('report.beside.why')} ${opened}`}>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.figure} ${row.part}`} class={row.part ? 'part' : undefined}>
            <th scope="row">{labelIn(row)}</th>
            <td data-figure={row.figure} data-of={row.part}>
              {formatNumber(row.n)}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

interface Line {
  key: string
  what: string
  unit: string
  plan: number | null | undefined
  result: number | null
  /** Of a share in tenths of a percent. */
  share?: boolean
  part?: boolean
  /** Of which targets the plan is a part, where none was set for just these days. */
  from?: string
}

/** "Chỉ tiêu: 31/365 ngày của 20.100 (01/01/2026 – 31/12/2026)": where a plan that nobody set comes from. */
function planFrom({ plan_from = [] }: MonthlyReport, measure: string, of = ''): string {
  const parts = plan_from
    .filter((row) => row.measure === measure && row.of === of)
    .map((row) =>
      t('report.plan_part', {
        n: row.planned_days,
        days: row.days,
        number: formatNumber(row.number),
        from: formatDay(row.from),
        to: formatDay(row.to),
      }),
    )
    .join(' + ')
  return parts && t('report.plan_from', { parts })
}

const COMPLETED = 'XONG'

/**
 * Completed turns beside each plan that there is: one of all turns is judged by these too, as on the
 * screens of targets.
 */
function towards(body: MonthlyReport, line: Line, plans: Plans, of = ''): Line[] {
  const measures = (['turns', 'completed'] as const).filter((measure) => plans[measure] != null)
  return measures.map((measure, n) => ({
    ...line,
    key: n === 0 ? line.key : `${line.key} ${measure}`,
    plan: plans[measure],
    from: planFrom(body, measure, of),
  }))
}

type Plans = Partial<Record<'turns' | 'completed', number | null | undefined>>

/** A group of services, and where it has a target its completed turns. */
function ofGroup(
  group: MonthlyReport['groups'][number],
  unit: string,
  body: MonthlyReport,
): Line[] {
  const { key, completed } = group
  const all = { key: `group:${key}`, what: labelIn(group), unit, plan: null, part: true }
  const line: Line = { ...all, result: group.turns }
  const plans = { turns: group.plan, completed: group.completed_plan }
  // A month that was closed when these were not counted by group.
  if (completed == null) return [{ ...line, plan: group.plan, from: planFrom(body, 'turns', key) }]
  const what = t('measure.completed_of', { name: labelIn(group) })
  const done = { ...line, key: `completed:${key}`, what, result: completed }
  return [line, ...towards(body, done, plans, key)]
}

/** The report's tables: what was counted, what was entered, and each unit's part. */
export function ReportTables({ body }: { body: MonthlyReport }) {
  const { total, plan } = body
  const turns = t('report.unit.turns')
  const completed = body.outcomes?.find((row) => row.key === COMPLETED)?.people ?? 0
  const done: Line = {
    key: 'completed',
    what: t('measure.completed'),
    unit: turns,
    plan: null,
    result: completed,
    part: true,
  }
  const planned = towards(body, done, plan ?? {})
  const counted: Line[] = [
    {
      key: 'people',
      what: t('measure.people'),
      unit: t('report.unit.people'),
      plan: plan?.people,
      result: total.people,
    },
    {
      key: 'turns',
      what: t('measure.turns'),
      unit: turns,
      plan: null,
      result: total.turns,
      from: '',
    },
    ...(planned.length > 0 ? planned : [done]),
    ...body.groups.flatMap((group) => ofGroup(group, turns, body)),
    {
      key: 'volunteers',
      what: t('measure.volunteers'),
      unit: turns,
      plan: plan?.volunteers,
      result: total.volunteers,
    },
    {
      key: 'sessions',
      what: t('measure.sessions'),
      unit: t('report.unit.sessions'),
      plan: plan?.sessions,
      result: total.sessions,
    },
  ]
  const entered = body.indicators.map((one) => ({
    key: `entered:${one.key}`,
    what: labelIn(one),
    unit: labelIn({ label: one.unit, ...(one.unit_en && { label_en: one.unit_en }) }),
    plan: one.plan,
    result: one.value,
    share: one.kind === 'share',
    from: [
      one.kind === 'share' ? '' : planFrom(body, 'indicator', one.key),
      ...(one.beyond ?? []).map(({ value, from, to }) =>
        t('report.beyond', { n: value, from: formatDay(from), to: formatDay(to) }),
      ),
    ]
      .filter(Boolean)
      .join('. '),
  }))
  return (
    <>
      <Lines
        title={t('report.counted')}
        lines={counted.map((line) => ({ ...line, from: line.from ?? planFrom(body, line.key) }))}
      />
      <Comparison body={body} completed={completed} />
      {body.late.length > 0 && (
        <section class="card look">
          <h2>{t('report.late')}</h2>
          <ul>
            {body.late.map(({ month, figures }) => (
              <li key={month} class="number" data-figure="late" data-of={month}>
                {t('report.late.of', { month: formatMonth(month), ...figures })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {entered.length > 0 && <Lines title={t('report.entered')} lines={entered} />}
      <ByRow body={body} />
      <ClosedBelow body={body} />
      <ByTeam body={body} />
      <DaysOfAction rows={body.activities ?? []} />
      <Beside rows={body.beside ?? []} />
      {body.reasons.length > 0 && (
        <section class="stack">
          <h2>{t('report.reasons')}</h2>
          <ol class="stack small-gap">
            {body.reasons.map((row) => (
              <li key={row.key}>
                {`${labelIn(row)}: `}
                <span data-figure="reason" data-of={row.key} class="number">
                  {t('report.reasons.n', { n: row.people })}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function Lines({ title, lines }: { title: string; lines: Line[] }) {
  const plans = lines.some(({ plan }) => plan !== null && plan !== undefined)
  const written = (value: number | null | undefined, share: boolean | undefined) => {
    if (value === null || value === undefined) return '–'
    return share ? `${formatNumber(value / 10)}%` : formatNumber(value)
  }
  return (
    <Table title={title}>
      <thead>
        <tr>
          <th scope="col">{t('report.col.what')}</th>
          {plans && (
            <th scope="col" class="third">
              {t('report.col.plan')}
            </th>
          )}
          <th scope="col">{t('report.col.result')}</th>
          {plans && (
            <th scope="col" class="third">
              {t('report.col.ratio')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, what, unit, plan, result, share, part, from }) => (
          <tr key={key} class={part ? 'part' : undefined}>
            <th scope="row">
              {what} <span class="soft small">({unit})</span>
              {plan !== null && plan !== undefined && (
                <span class="soft small number narrow-only">
                  {result === null
                    ? t('report.of_plan.none', { plan: written(plan, share) })
                    : t('report.of_plan', {
                        plan: written(plan, share),
                        percent: formatNumber(percentOf(result, plan)),
                      })}
                </span>
              )}
              {from && (
                <span class="soft small number block" data-figure="plan_from" data-of={key}>
                  {from}
                </span>
              )}
            </th>
            {plans && (
              <td data-figure="plan" data-of={key} class="third">
                {written(plan, share)}
              </td>
            )}
            <td data-figure="result" data-of={key}>
              {written(result, share)}
            </td>
            {plans && (
              <td class="third" data-figure="ratio" data-of={key}>
                {plan && result !== null ? `${formatNumber(percentOf(result, plan))}%` : '–'}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
