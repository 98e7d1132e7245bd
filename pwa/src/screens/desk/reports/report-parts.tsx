import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import type { FourFigures, MonthlyReport } from '../shared/target-types'
import { formatUnit } from '../shared/tree'
import { Table } from './report-table'

/** A unit with what it is, a team as it is called, or the unit's own teams. */
export function partName(row: MonthlyReport['rows'][number], { by, unit }: MonthlyReport): string {
  if (row.kind === 'own') return t('desk.own_teams', { name: formatUnit(unit) })
  return by === 'unit' ? formatUnit({ name: row.label, kind: row.kind }) : row.label
}

interface Part {
  key: string
  name: string
  figures: FourFigures
  plan: { people: number | null } | null
}

/** Each unit's or team's part, and what they come to. */
export function ByRow({ body }: { body: MonthlyReport }) {
  const rows = body.rows.map((row) => ({ ...row, name: partName(row, body) }))
  const title = t(body.by === 'unit' ? 'report.by.unit' : 'report.by.team')
  return <Parts title={title} below={body.by} rows={rows} body={body} />
}

/** Right above communes each team too, with the unit where it stands. */
export function ByTeam({ body }: { body: MonthlyReport }) {
  if (!body.teams?.length) return null
  const rows = body.teams.map(({ unit, label, ...row }) => ({
    ...row,
    name: unit ? `${label} (${formatUnit(unit)})` : label,
  }))
  // So many that a phone would scroll past them for long.
  const wide = typeof matchMedia === 'function' && matchMedia('(min-width: 40rem)').matches
  return (
    <details class="stack" open={wide}>
      <summary>{t('report.teams', { n: rows.length })}</summary>
      <Parts title={t('report.by.team')} below="team" rows={rows} body={body} />
    </details>
  )
}

/** Units below that closed the month with other figures than count here. */
export function ClosedBelow({ body }: { body: MonthlyReport }) {
  if (!body.closed_below?.length) return null
  const counted = new Map(body.rows.map(({ key, figures }) => [key, figures]))
  return (
    <section class="card look">
      <h2>{t('report.closed_below')}</h2>
      <ul>
        {body.closed_below.map(({ key, label, kind, figures }) => (
          <li key={key} class="number" data-figure="closed_below" data-of={key}>
            {t('report.closed_below.of', {
              ...figures,
              name: formatUnit({ name: label, kind }),
              now_people: counted.get(key)?.people ?? 0,
              now_turns: counted.get(key)?.turns ?? 0,
              now_sessions: counted.get(key)?.sessions ?? 0,
              now_volunteers: counted.get(key)?.volunteers ?? 0,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

const FIGURES = ['people', 'turns', 'volunteers'] as const

interface PartsProps {
  title: string
  below: 'unit' | 'team'
  rows: Part[]
  body: MonthlyReport
}

function Parts({ title, below, rows, body }: PartsProps) {
  const plans = rows.some((row) => row.plan?.people !== null && row.plan?.people !== undefined)
  const all = { key: 'total', name: t('report.sum'), figures: body.total, plan: body.plan }
  const targets = rows.flatMap(({ plan }) => plan?.people ?? [])
  const sum = targets.reduce((one, other) => one + other, 0)
  const own = body.plan?.people ?? sum
  const line = ({ key, name, figures, plan }: Part) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      {plans && (
        <td data-figure="plan" data-of={`${key}:people`}>
          {plan?.people == null ? '–' : formatNumber(plan.people)}
        </td>
      )}
      {FIGURES.map((figure) => (
        <td
          key={figure}
          data-figure={figure}
          data-of={key}
          class={figure === 'volunteers' ? 'third' : undefined}
        >
          {formatNumber(figures[figure])}
        </td>
      ))}
    </tr>
  )
  return (
    <Table
      title={title}
      note={
        targets.length > 0 && sum !== own
          ? t(`report.apart.${below}`, { sum, own, name: formatUnit(body.unit) })
          : ''
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('desk.col.name')}</th>
          {plans && <th scope="col">{t('report.col.plan')}</th>}
          <th scope="col">{t('report.col.people')}</th>
          <th scope="col">{t('report.col.turns')}</th>
          <th scope="col" class="third">
            {t('report.col.volunteers')}
          </th>
        </tr>
      </thead>
      <tbody>{rows.map(line)}</tbody>
      <tfoot>{line(all)}</tfoot>
    </Table>
  )
}
