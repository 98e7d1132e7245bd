import { t, type Word } from '../../../i18n'
import { formatDay, formatNumber } from '../../../i18n/format'
import type { MonthlyReport } from '../shared/target-types'
import { type Kind, nameOf } from './period'
import { Table } from './report-table'

const FIGURES = ['people', 'turns', 'completed', 'volunteers', 'sessions'] as const
type Figures = Record<(typeof FIGURES)[number], number>

/** The figures beside those of the period before, of the same time a year before, and of the year. */
export function Comparison({ body, completed }: { body: MonthlyReport; completed: number }) {
  if (!body.compared?.length) return null
  const own: Figures = { ...body.total, completed }
  const kind = (body.kind ?? 'month') as Kind
  return (
    <Table title={t('report.compared')} even>
      <thead>
        <tr>
          <th scope="col">{t('report.compared.when')}</th>
          {FIGURES.map((figure) => (
            <th scope="col" key={figure}>
              {t(`report.col.${figure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name={nameOf({ ...body, kind })} of="own" figures={own} />
        {body.compared.map((other) => (
          <Row
            key={other.key}
            of={other.key}
            name={nameOfOther(other.key, kind)}
            days={t('desk.days', { from: formatDay(other.from), to: formatDay(other.to) })}
            figures={other.figures}
            own={other.key === 'year_to_date' || isNothing(other.figures) ? undefined : own}
          />
        ))}
      </tbody>
    </Table>
  )
}

const isNothing = (figures: Figures) => FIGURES.every((figure) => figures[figure] === 0)

const NAMED: readonly string[] = ['month', 'week', 'quarter', 'year']

const nameOfOther = (key: string, kind: Kind): string =>
  key === 'before'
    ? t(`report.compared.before.${NAMED.includes(kind) ? kind : 'range'}` as Word)
    : t(`report.compared.${key}` as Word)

interface RowProps {
  name: string
  of: string
  days?: string
  figures: Figures
  /** The report's own, where it is said how much more or less they are. */
  own?: Figures | undefined
}

function Row({ name, of, days, figures, own }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {name}
        {days && <span class="soft small number block">{days}</span>}
      </th>
      {FIGURES.map((figure) => (
        <td key={figure}>
          <span data-figure={figure} data-of={of}>
            {formatNumber(figures[figure])}
          </span>
          {own && (
            <span class="soft small block" data-figure={`change:${figure}`} data-of={of}>
              {changed(own[figure], figures[figure])}
            </span>
          )}
        </td>
      ))}
    </tr>
  )
}

/** "+12,5%" of more than before; nothing grows from nothing. */
export function changed(now: number, before: number): string {
  if (before === 0) return '–'
  const share = Math.floor(Math.abs(now / before - 1) * 1000 + 0.5 + 1e-6) / 10
  const sign = now > before ? '+' : now < before ? '−' : ''
  return `${sign}${formatNumber(share)}%`
}
