import { t } from '../../../i18n'
import { formatShortDay } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import type { TallyRow } from '../../lead/api-types'
import { linesOf, type Run } from './trend-lines'

const WIDE = 300
const HIGH = 120

/** A bar a day, what they add up to, and the plan beside it; the sentence says the same. */
export function Trend({ rows }: { rows: TallyRow[] }) {
  if (rows.length < 2) return null
  const run = linesOf(rows)
  const first = rows[0]?.key ?? ''
  const last = rows.at(-1)?.key ?? ''
  const said = [
    t('trend.done', { done: run.done, from: formatDay(first) }),
    run.plan && t('trend.plan', { day: formatDay(last), planned: Math.ceil(run.planned) }),
    run.best && t('trend.most', { day: formatShortDay(run.best.key), n: run.best.n }),
  ].filter(Boolean)
  return (
    <figure class="card trend">
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
        <Bars run={run} />
        {run.plan && <polyline class="plan" points={pointsOf(run.plan, run.top)} />}
        <polyline class="sum" points={pointsOf(run.sum, run.top)} />
      </svg>
      <p class="axis soft small number" aria-hidden="true">
        <span>{formatShortDay(first)}</span>
        <span>{formatShortDay(last)}</span>
      </p>
      <figcaption>
        <span class="number">{`${said.join(' · ')}.`}</span>{' '}
        <span class="soft small">{run.plan && t('trend.line')}</span>
      </figcaption>
    </figure>
  )
}

function Bars({ run }: { run: Run }) {
  const width = WIDE / run.days.length
  const bars = run.days.map((n, at) => {
    const high = run.most > 0 ? (n * HIGH) / run.most : 0
    const left = at * width + width * 0.1
    return `M${left} ${HIGH}v${-high}h${width * 0.8}v${high}z`
  })
  return <path class="days" d={bars.join('')} />
}

/** Points from the left edge to the right one, the top of the picture for `top`. */
function pointsOf(line: number[], top: number): string {
  const step = WIDE / line.length
  return line
    .map((value, at) => `${(at + 0.5) * step},${HIGH - (top > 0 ? (value * HIGH) / top : 0)}`)
    .join(' ')
}
