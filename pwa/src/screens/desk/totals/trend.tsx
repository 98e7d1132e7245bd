import words from 'virtual:words/trend'
import { useId, useState } from 'preact/hooks'
import { addWords, t } from '../../../i18n'
import { formatShortDay } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import type { TallyRow } from '../../lead/api-types'
import { formatWeekday } from '../shared/format-days'
import { Chart, pointsOf } from './chart'
import { linesOf, type Run, ticksOf } from './trend-lines'

addWords(words)

/** The people of each day and what they add up to, each beside its plan and on an axis of its own. One day
 * is told in words, at first the newest: another is chosen with a pointer, a finger or the arrow keys. */
export function Trend({ rows }: { rows: TallyRow[] }) {
  const [chosen, choose] = useState<number | null>(null)
  const label = useId()
  if (rows.length < 2) return null
  const run = linesOf(rows)
  const last = rows.length - 1
  const at = Math.min(chosen ?? last, last)
  const said = sayDay(rows, run, at)
  const chart = { rows, at, choose }
  const most = Math.max(...run.days, ...(run.planned ?? []))
  const top = Math.max(run.sum.at(-1) ?? 0, run.plan?.at(-1) ?? 0)
  return (
    <figure class="card trend">
      <figcaption class="number">{sayAll(rows, run)}</figcaption>
      <p class="day number">{said}</p>
      <Chart name={t('trend.each')} ticks={ticksOf(most)} {...chart}>
        {(point) => (
          <>
            <path class="days" d={run.days.map((n, day) => point.bar(day, n)).join('')} />
            <path class="chosen" d={point.bar(at, run.days[at] ?? 0)} />
            {run.planned && <polyline class="plan" points={pointsOf(run.planned, point)} />}
          </>
        )}
      </Chart>
      <Chart name={t('trend.sum')} ticks={ticksOf(top)} {...chart}>
        {(point) => (
          <>
            {run.plan && <polyline class="plan" points={pointsOf(run.plan, point)} />}
            <polyline class="sum" points={pointsOf(run.sum, point)} />
          </>
        )}
      </Chart>
      <p class="no-print choose-day">
        <label id={label} for={`${label}-day`}>
          {t('trend.choose')}
        </label>
        <input
          type="range"
          id={`${label}-day`}
          min={0}
          max={last}
          value={at}
          aria-valuetext={said}
          onInput={(event) => choose(event.currentTarget.valueAsNumber)}
        />
      </p>
      {run.plan && <p class="soft small">{t('trend.line')}</p>}
    </figure>
  )
}

/** "Đã làm 4.373 từ 01/11/2026 · kế hoạch đến 28/11/2026 là 5.040 · Ngày nhiều nhất: 12/11, 300." */
function sayAll(rows: TallyRow[], run: Run): string {
  const [first, last] = [rows[0]?.key ?? '', rows.at(-1)?.key ?? '']
  const planned = run.plan?.at(-1)
  const said = [
    t('trend.done', { done: run.sum.at(-1) ?? 0, from: formatDay(first) }),
    planned !== undefined && t('trend.plan', { day: formatDay(last), planned: Math.ceil(planned) }),
    run.best && t('trend.most', { day: formatShortDay(run.best.key), n: run.best.n }),
  ]
  return `${said.filter(Boolean).join(' · ')}.`
}

/** "Thứ Bảy, 28/11/2026: 43 người, kế hoạch 180 · cộng dồn 4.373, kế hoạch 5.040." */
function sayDay(rows: TallyRow[], run: Run, at: number): string {
  const day = t('trend.day', { day: formatWeekday(rows[at]?.key ?? ''), n: run.days[at] ?? 0 })
  const sum = t('trend.day.sum', { n: run.sum[at] ?? 0 })
  if (!run.planned || !run.plan) return `${day} · ${sum}.`
  const planned = (n: number | undefined) =>
    t('trend.day.plan', { planned: formatNumber(Math.ceil(n ?? 0)) })
  return `${day}, ${planned(run.planned[at])} · ${sum}, ${planned(run.plan[at])}.`
}
