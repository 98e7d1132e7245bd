import { agendaEnd } from '../../shared/agenda-end'
import type { Programme } from './api-types'

export type Line = Programme['agenda'][number]

const TIME = /^(?:từ\s*)?(\d{1,2})\s*(?:[:.]|h|g(?:iờ)?)\s*(\d{2})?(?!\d)(?:\s*phút)?/i
const UNTIL = /^\s*(?:[-–—]|đến)\s*/
/** What stands before a line that was copied from a list. */
const MARK = /^(?:[-–—•*+]|\d{1,2}[.)](?!\d))\s+/

/** The time that a text begins with, as minutes of the day, and what follows it. */
function readTime(text: string): { at: number; rest: string } | null {
  const found = TIME.exec(text)
  if (!found) return null
  const at = Number(found[1]) * 60 + Number(found[2] ?? 0)
  const isTime = at < 24 * 60 && Number(found[2] ?? 0) < 60
  return isTime ? { at, rest: text.slice(found[0].length) } : null
}

const two = (n: number) => String(n).padStart(2, '0')
const clock = (at: number): string => `${two(Math.floor(at / 60))}:${two(at % 60)}`

/**
 * The lines of a programme as somebody types or pastes them: "8h00 – 8h30 Báo cáo | Bí thư", or the
 * cells of a table with tabs between. Who speaks stands after "|" or in the last cell.
 */
export function readLines(text: string, slot: number): Line[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => readLine(line, slot))
    .filter(({ title }) => title)
}

function readLine(typed: string, slot: number): Line {
  let rest = typed.replace(MARK, '')
  let start: string | null = null
  let minutes: number | null = null
  const begin = readTime(rest)
  if (begin) {
    start = clock(begin.at)
    rest = begin.rest
    const until = UNTIL.exec(rest)
    const end = until && readTime(rest.slice(until[0].length))
    if (end && end.at > begin.at) {
      minutes = end.at - begin.at
      rest = end.rest
    }
  }
  const [title = '', ...others] = rest
    .split(/[\t|]/)
    .map((part) => part.trim())
    .filter(Boolean)
  return {
    slot,
    start,
    minutes,
    title: title.replace(/^[-–—:.,\s]+/, ''),
    by: others.join(', ') || null,
  }
}

/** The same lines as they are typed. */
export function writeLines(lines: readonly Line[]): string {
  return lines
    .map((line) =>
      [[timesOf(line), line.title].filter(Boolean).join(' '), line.by].filter(Boolean).join(' | '),
    )
    .join('\n')
}

/** "08:00–08:30", "08:00" without an end, empty without a time. */
export function timesOf(line: Line): string {
  return [line.start, agendaEnd(line)].filter(Boolean).join('–')
}
