import type { ComponentChildren } from 'preact'
import { t } from '../../../i18n'
import { formatMonth } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import { percentOf } from '../shared/format-goal'
import type { MonthlyReport } from '../shared/target-types'
import { formatUnit } from '../shared/tree'

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
  /** Of a share in tenths of a percent. */
  share?: boolean
  part?: boolean
}

const COMPLETED = 'XONG'

/** A group of services, and where they have a target of their own its completed turns. */
function ofGroup(group: MonthlyReport['groups'][number], unit: string): Line[] {
  const line = { key: `group:${group.key}`, what: group.label, unit, part: true }
  const all = { ...line, plan: group.plan, result: group.turns }
  if (group.completed_plan == null) return [all]
  const completed = {
    key: `completed:${group.key}`,
    what: t('measure.completed_of', { name: group.label }),
    plan: group.completed_plan,
    result: group.completed ?? 0,
  }
  return [all, { ...line, ...completed }]
}

/** The report's tables: what was counted, what was entered, and each unit's part. */
export function ReportTables({ body }: { body: MonthlyReport }) {
  const { total, plan } = body
  const turns = t('report.unit.turns')
  const counted: Line[] = [
    {
      key: 'people',
      what: t('measure.people'),
      unit: t('report.unit.people'),
      plan: plan?.people,
      result: total.people,
    },
    { key: 'turns', what: t('measure.turns'), unit: turns, plan: plan?.turns, result: total.turns },
    {
      key: 'completed',
      what: t('measure.completed'),
      unit: turns,
      plan: plan?.completed,
      result: body.outcomes?.find((row) => row.key === COMPLETED)?.people ?? 0,
      part: true,
    },
    ...body.groups.flatMap((group) => ofGroup(group, turns)),
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
    what: one.label,
    unit: one.unit,
    plan: one.plan,
    result: one.value,
    share: one.kind === 'share',
  }))
  return (
    <>
      <Lines title={t('report.counted')} lines={counted} />
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
      <Lines title={t('report.entered')} lines={entered} />
      <ByRow body={body} />
      <DaysOfAction rows={body.activities ?? []} />
      {body.reasons.length > 0 && (
        <section class="stack">
          <h2>{t('report.reasons')}</h2>
          <ol class="stack small-gap">
            {body.reasons.map((row) => (
              <li key={row.key}>
                {`${row.label}: `}
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

/** A unit with what it is, a team as it is called, or the unit's own teams. */
export function partName(row: MonthlyReport['rows'][number], { by }: MonthlyReport): string {
  if (row.kind === 'own') return t('desk.own_teams', { name: row.label })
  return by === 'unit' ? formatUnit({ name: row.label, kind: row.kind }) : row.label
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
        {lines.map(({ key, what, unit, plan, result, share, part }) => (
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

function ByRow({ body }: { body: MonthlyReport }) {
  const title = t(body.by === 'unit' ? 'report.by.unit' : 'report.by.team')
  const plans = body.rows.some((row) => row.plan?.people !== null && row.plan?.people !== undefined)
  const { total } = body
  return (
    <Table title={title}>
      <thead>
        <tr>
          <th scope="col">{t('desk.col.name')}</th>
          {plans && <th scope="col">{t('report.col.plan')}</th>}
          <th scope="col">{t('desk.col.people')}</th>
          <th scope="col">{t('desk.col.turns')}</th>
          <th scope="col" class="third">
            {t('desk.col.volunteers')}
          </th>
        </tr>
      </thead>
      <tbody>
        {body.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{partName(row, body)}</th>
            {plans && (
              <td data-figure="plan" data-of={`${row.key}:people`}>
                {row.plan?.people == null ? '–' : formatNumber(row.plan.people)}
              </td>
            )}
            <td data-figure="people" data-of={row.key}>
              {formatNumber(row.figures.people)}
            </td>
            <td data-figure="turns" data-of={row.key}>
              {formatNumber(row.figures.turns)}
            </td>
            <td class="third" data-figure="volunteers" data-of={row.key}>
              {formatNumber(row.figures.volunteers)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('report.sum')}</th>
          {plans && (
            <td data-figure="plan" data-of="total:people">
              {body.plan?.people == null ? '–' : formatNumber(body.plan.people)}
            </td>
          )}
          <td data-figure="people" data-of="total">
            {formatNumber(total.people)}
          </td>
          <td data-figure="turns" data-of="total">
            {formatNumber(total.turns)}
          </td>
          <td class="third" data-figure="volunteers" data-of="total">
            {formatNumber(total.volunteers)}
          </td>
        </tr>
      </tfoot>
    </Table>
  )
}

function Table({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="stack">
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={title} tabIndex={0}>
        <table class="bars">
          <caption class="unseen">{title}</caption>
          {children}
        </table>
      </section>
    </section>
  )
}
