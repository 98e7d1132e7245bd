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
      <h2>{t('screen.name.activities')}</h2>
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

interface Line {
  key: string
  what: string
  unit: string
  plan: number | null | undefined
  result: number | null
  /** What counts towards the plan, where that is not all of the result. */
  towards?: number
  /** Of a share in tenths of a percent. */
  share?: boolean
  part?: boolean
  /** Of which targets the plan is a part, where none was set for just these days; and of planned turns
   * what was completed. */
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

/** Where a plan of all turns comes from, and what of them was completed, as the screens of targets say. */
function planOfTurns(body: MonthlyReport, line: Line, completed: number, of = ''): string {
  const { plan, result } = line
  const told = {
    completed,
    number: plan ?? 0,
    percent: formatNumber(percentOf(completed, plan ?? 0)),
  }
  const all = { done: result ?? 0, percent: formatNumber(percentOf(result ?? 0, plan ?? 0)) }
  const said =
    plan && completed !== result ? [t('goal.completed', told), t('goal.all_turns', all)] : []
  return [planFrom(body, 'turns', of), ...said].filter(Boolean).join('. ')
}

/** A group of services, and where they have a target of their own its completed turns. */
function ofGroup(
  group: MonthlyReport['groups'][number],
  unit: string,
  body: MonthlyReport,
): Line[] {
  const line = { key: `group:${group.key}`, what: labelIn(group), unit, part: true }
  const all: Line = { ...line, plan: group.plan, result: group.turns }
  const done = group.completed_plan == null ? (group.completed ?? group.turns) : group.turns
  all.from = planOfTurns(body, all, done, group.key)
  all.towards = done
  if (group.completed_plan == null) return [all]
  const completed = {
    key: `completed:${group.key}`,
    what: t('measure.completed_of', { name: labelIn(group) }),
    plan: group.completed_plan,
    result: group.completed ?? 0,
    from: planFrom(body, 'completed', group.key),
  }
  return [all, { ...line, ...completed }]
}

/** The report's tables: what was counted, what was entered, and each unit's part. */
export function ReportTables({ body }: { body: MonthlyReport }) {
  const { total, plan } = body
  const turns = t('report.unit.turns')
  const completed = body.outcomes?.find((row) => row.key === COMPLETED)?.people ?? 0
  const allTurns: Line = {
    key: 'turns',
    what: t('measure.turns'),
    unit: turns,
    plan: plan?.turns,
    result: total.turns,
  }
  const counted: Line[] = [
    {
      key: 'people',
      what: t('measure.people'),
      unit: t('report.unit.people'),
      plan: plan?.people,
      result: total.people,
    },
    { ...allTurns, from: planOfTurns(body, allTurns, completed), towards: completed },
    {
      key: 'completed',
      what: t('measure.completed'),
      unit: turns,
      plan: plan?.completed,
      result: completed,
      part: true,
    },
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
        {lines.map(({ key, what, unit, plan, result, towards = result, share, part, from }) => (
          <tr key={key} class={part ? 'part' : undefined}>
            <th scope="row">
              {what} <span class="soft small">({unit})</span>
              {plan !== null && plan !== undefined && (
                <span class="soft small number narrow-only">
                  {towards === null
                    ? t('report.of_plan.none', { plan: written(plan, share) })
                    : t('report.of_plan', {
                        plan: written(plan, share),
                        percent: formatNumber(percentOf(towards, plan)),
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
                {plan && towards !== null ? `${formatNumber(percentOf(towards, plan))}%` : '–'}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
