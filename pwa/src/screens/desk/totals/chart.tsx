import type { ComponentChildren } from 'preact'
import { formatShortDay } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import type { TallyRow } from '../../lead/api-types'
import { namedDays } from './trend-lines'

const WIDE = 300
const HIGH = 120

/** Where a value of a day stands in the picture. */
export interface Points {
  /** The middle of the day, from the left. */
  x: (day: number) => number
  /** From the top. */
  y: (value: number) => number
  /** A bar of the day, as part of a path. */
  bar: (day: number, value: number) => string
}

interface Props {
  /** What its numbers are of. */
  name: string
  /** From 0 up, alike far from each other; the last one is the top. */
  ticks: number[]
  rows: TallyRow[]
  /** The day that is told in words, where a line stands. */
  at: number
  choose: (day: number) => void
  children: (points: Points) => ComponentChildren
}

/** A picture over days with its two axes. What it shows is always said beside it, too. */
export function Chart({ name, ticks, rows, at, choose, children }: Props) {
  const points = pointsIn(rows.length, ticks.at(-1) ?? 1)
  const pick = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const day = Math.floor(((event.clientX - left) * rows.length) / width)
    choose(Math.min(Math.max(day, 0), rows.length - 1))
  }
  return (
    <div class="chart" aria-hidden="true">
      <p class="soft small">{name}</p>
      <ol class="values soft small number">
        {[...ticks].reverse().map((tick) => (
          <li key={tick}>{formatNumber(tick)}</li>
        ))}
      </ol>
      <svg
        viewBox={`0 0 ${WIDE} ${HIGH}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={pick}
        onPointerMove={pick}
      >
        <path class="lines" d={ticks.map((tick) => `M0 ${points.y(tick)}h${WIDE}`).join('')} />
        <path class="here" d={`M${points.x(at)} 0v${HIGH}`} />
        {children(points)}
      </svg>
      <ol class="axis soft small number">
        {namedDays(rows.length).map((day) => (
          <li key={day}>{formatShortDay(rows[day]?.key ?? '')}</li>
        ))}
      </ol>
    </div>
  )
}

/** Points of a line through the days. */
export const pointsOf = (line: number[], { x, y }: Points): string =>
  line.map((value, day) => `${x(day)},${y(value)}`).join(' ')

function pointsIn(days: number, top: number): Points {
  const step = WIDE / days
  const y = (value: number) => HIGH - (value * HIGH) / top
  return {
    x: (day) => (day + 0.5) * step,
    y,
    bar: (day, value) => `M${(day + 0.1) * step} ${HIGH}V${y(value)}h${step * 0.8}V${HIGH}z`,
  }
}
