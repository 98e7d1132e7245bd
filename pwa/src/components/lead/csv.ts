import { inVietnam } from '../../i18n/dates'
import { slug } from '../../i18n/parse'

/** What a cell holds; a number stays one for whoever opens the file, nothing is an empty cell. */
export type Cell = string | number | null | undefined

export interface Column<Row> {
  name: string
  cell: (row: Row) => Cell
}

// A spreadsheet takes text that begins so for a formula, blanks before it or not; in Japanese, Chinese
// and Korean editions of Excel the wide signs too.
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r])/
// Whoever has the file read with the other separator, or line by line, finds these at the beginning of a cell.
const FORMULA_INSIDE = /([,;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/g
// Also for the other separator: where a comma stands in numbers, programs look for semicolons.
const NEEDS_QUOTES = /[",;\r\n]|^\s|\s$/
const BYTE_ORDER_MARK = '\ufeff'

/**
 * The rows as comma-separated values that Excel opens with Vietnamese letters whole: UTF-8 with a
 * byte order mark, lines end in CR LF, and no text can act as a formula.
 */
export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => written(column.name)),
    ...rows.map((row) => columns.map((column) => written(column.cell(row)))),
  ]
  return BYTE_ORDER_MARK + lines.map((cells) => `${cells.join(',')}\r\n`).join('')
}

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = cell.normalize('NFC').replace(FORMULA_INSIDE, "$1'")
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/**
 * "tung-ngo-may-doi-hinh-pho-cuong-2026-11-24.csv": what, whose, and the days, that of today where the
 * name has none, so that two files of different content are called differently. `now` in ms.
 */
export function fileName(name: string, of?: string | null, now: number = Date.now()): string {
  const day = /\d{4}-\d\d-\d\d/.test(name) ? '' : inVietnam(now).day
  const parts = [name, of ?? '', day].map(slug)
  return `${parts.filter(Boolean).join('-')}.csv`
}
