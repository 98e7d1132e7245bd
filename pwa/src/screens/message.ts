import { t } from '../i18n'
import { formatDay, formatNumber } from '../i18n/format'

/** What a chat takes without cutting it off, in characters. */
export const LONGEST = 999

const LONGEST_TITLE = 80
const LONGEST_NAME = 60
const LONGEST_NOTE = 160
/** More rows fit into no text: each has a dash, a number and a word. */
const MOST_ROWS = 99

export interface Report {
  /** Whose numbers: a person's, a team's, a unit's name. */
  title: string
  from: string
  to: string
  people: number
  turns: number | null
  sessions?: number | null
  volunteers?: number | null
  /** What the rows are divided by, and the rows from the most to the least. */
  by?: string
  rows?: { name: string; people: number | null; turns: number | null }[]
  /** How complete it is. */
  notes: string[]
}

/** A text for Zalo: the figures, as many rows as fit, how complete it is. Under 1,000 characters. */
export function messageOf(report: Report): string {
  const head = [
    cut(report.title, LONGEST_TITLE),
    report.from === report.to
      ? formatDay(report.from)
      : t('desk.days', { from: formatDay(report.from), to: formatDay(report.to) }),
    ...figuresOf(report),
  ]
  const foot = report.notes.map((note) => cut(note, LONGEST_NOTE))
  const all = report.rows ?? []
  const rows = all
    .slice(0, MOST_ROWS)
    .map(({ name, ...row }) => `- ${cut(name, LONGEST_NAME)}: ${rowOf(row)}`)
  let length = 0
  const fitting = rows.findIndex((row) => {
    length += row.length + 1
    return length > LONGEST
  })
  for (let shown = fitting < 0 ? rows.length : fitting; shown > 0; shown -= 1) {
    const left = all.length - shown
    const more = left > 0 ? [t('message.more', { n: left })] : []
    const text = lines([...head, `${report.by}:`, ...rows.slice(0, shown), ...more, ...foot])
    if (text.length <= LONGEST) return text
  }
  return lines([...head, ...foot])
}

function figuresOf({ people, turns, sessions, volunteers }: Report): string[] {
  const figures: [string, number | null | undefined][] = [
    [t('desk.people'), people],
    [t('desk.turns'), turns],
    [t('message.sessions'), sessions],
    [t('desk.volunteers'), volunteers],
  ]
  return figures.flatMap(([label, value]) =>
    value === null || value === undefined ? [] : [`${formatNumber(value)} ${label}`],
  )
}

function rowOf({ people, turns }: { people: number | null; turns: number | null }): string {
  const parts = []
  if (people !== null) parts.push(t('message.people', { n: people }))
  if (turns !== null) parts.push(t('message.turns', { n: turns }))
  return parts.join(', ')
}

const lines = (all: string[]) => all.join('\n').normalize('NFC')

function cut(text: string, most: number): string {
  const letters = [...text.normalize('NFC').replace(/\s+/g, ' ').trim()]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('')
}
