import { t } from '../../../i18n'
import { formatInstant, formatMonth } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { formatCode } from '../../../queries/codes'
import { messageOf } from '../../message'
import { labelIn } from '../shared/label-in'
import type { MonthlyReport } from '../shared/target-types'
import { formatUnit } from '../shared/tree'
import { type Kind, nameOf } from './period'
import type { Picture } from './picture'
import { partName } from './report-parts'

/** "Tháng 11/2026", the days of a week, or what days of action are called. */
export function periodName({ kind = 'month', activity, ...days }: MonthlyReport): string {
  return activity?.name ?? nameOf({ kind: kind as Kind, ...days })
}

/** No two pictures of different units or days are called the same. */
export const pictureName = (body: MonthlyReport): string =>
  [
    'tung-ngo-bao-cao',
    formatUnit(body.unit),
    body.activity?.name ?? '',
    body.month ?? `${body.from} ${body.to}`,
  ]
    .filter(Boolean)
    .join('-')

/** As of when the figures hold, or when and under which code they were closed. */
export const reportState = ({ closed, as_of }: MonthlyReport): string =>
  closed
    ? t('report.closed', { at: formatInstant(closed.at, 0), code: formatCode(closed.code) })
    : t('report.as_of', { at: formatInstant(as_of, 0) })

/** Units or teams from the most people to the least, as they are called elsewhere. */
function mostFirst(body: MonthlyReport) {
  const named = body.rows.map((row) => ({ name: partName(row, body), figures: row.figures }))
  return named.sort((a, b) => b.figures.people - a.figures.people)
}

/** The figures as a picture for a chat. */
export function pictureOf(body: MonthlyReport): Picture {
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

/** What is told beside the figures, in one line, where there is anything. */
function besideOf({ beside = [] }: MonthlyReport): string[] {
  const told = beside
    .filter(({ part }) => !part)
    .map((row) => `${labelIn(row)}: ${formatNumber(row.n)}`)
  return told.length > 0 ? [t('report.beside.text', { told: told.join('; ') })] : []
}

/** The same as a text. */
export function textOf(body: MonthlyReport): string {
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
      ...besideOf(body),
      ...body.late.map(({ month, figures }) =>
        t('report.late.of', { month: formatMonth(month), ...figures }),
      ),
      reportState(body),
    ],
  })
}
