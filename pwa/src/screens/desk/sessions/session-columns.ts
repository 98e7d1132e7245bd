import { t, type Word } from '../../../i18n'
import { formatInstant, formatShortDay } from '../../../i18n/dates'
import type { Catalogue } from '../../../queries'
import { labelOf } from '../../labels'
import type { SessionRow } from '../../lead/api-types'

export type ColumnCode =
  | 'when'
  | 'author'
  | 'team'
  | 'services'
  | 'people'
  | 'turns'
  | 'place'
  | 'age'
  | 'note'
  | 'received'

interface Column {
  code: ColumnCode
  name: Word
  /** A number is summed up and stands at the right; the largest comes first. */
  number?: true
  read: (row: SessionRow, known: Catalogue) => string | number
  /** By what it is sorted, where that is not what is read. */
  by?: (row: SessionRow) => string | number
}

export const COLUMNS: readonly Column[] = [
  { code: 'when', name: 'sessions.col.when', read: whenOf, by: (row) => row.day + row.start },
  { code: 'author', name: 'record.author', read: (row) => row.author?.name ?? '' },
  { code: 'team', name: 'record.team', read: (row) => row.team.name ?? '' },
  { code: 'services', name: 'sessions.col.services', read: servicesOf },
  { code: 'people', name: 'sessions.col.people', number: true, read: peopleOf },
  { code: 'turns', name: 'sessions.col.turns', number: true, read: turnsOf },
  { code: 'place', name: 'log.place', read: placeOf },
  {
    code: 'age',
    name: 'log.age_band',
    read: (row, known) => labelOf(known, 'age_band', row.age_band),
  },
  { code: 'note', name: 'log.note', read: (row) => row.note ?? '' },
  {
    code: 'received',
    name: 'record.received',
    read: (row) => formatInstant(row.received_at),
    by: (row) => row.received_at ?? '',
  },
]

const USUAL: readonly ColumnCode[] = ['when', 'author', 'team', 'services', 'people', 'turns']

/** How the list of sessions is looked at, as the address says it: a link sent on shows the same. */
export interface View {
  /** For these words the server looks through all sessions. */
  sought: string
  sort: ColumnCode
  /** The smallest, or the first, comes first. */
  ascending: boolean
  columns: readonly ColumnCode[]
  /** So many pages are fetched. */
  pages: number
}

const MOST_PAGES = 40

export function viewOf(query: URLSearchParams): View {
  const sort = query.get('sort') ?? '-when'
  const code = sort.replace(/^-/, '')
  const known = COLUMNS.find((column) => column.code === code)
  const asked = (query.get('cols') ?? '').split('.')
  const columns = COLUMNS.map((column) => column.code).filter((one) => asked.includes(one))
  return {
    sought: query.get('q') ?? '',
    sort: known?.code ?? 'when',
    ascending: known ? !sort.startsWith('-') : false,
    columns: columns.length > 0 ? columns : USUAL,
    pages: Math.min(Math.max(Number(query.get('pages')) || 1, 1), MOST_PAGES),
  }
}

/** How an address says by what is sorted; nothing where it is as ever. */
export function sortQuery(code: ColumnCode, ascending: boolean): string | undefined {
  return code === 'when' && !ascending ? undefined : `${ascending ? '' : '-'}${code}`
}

/** How an address says which columns stand there; nothing where they are the usual ones. */
export function columnsQuery(codes: readonly string[]): string | undefined {
  const chosen = COLUMNS.map((column) => column.code).filter((code) => codes.includes(code))
  return chosen.join('.') === USUAL.join('.') || chosen.length === 0 ? undefined : chosen.join('.')
}

/** Not in the order in which pages come: those not fetched yet would stand among these. */
export const isSorted = ({ sort, ascending }: View): boolean => sort !== 'when' || ascending

/** The rows in the order that is asked for. */
export function inOrder(rows: readonly SessionRow[], view: View, known: Catalogue): SessionRow[] {
  const column = COLUMNS.find((one) => one.code === view.sort)
  const key = column?.by ?? ((row: SessionRow) => column?.read(row, known) ?? '')
  const sign = view.ascending ? 1 : -1
  return [...rows].sort((a, b) => sign * compare(key(a), key(b)))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'vi')
}

/** People and turns of those that count: what does not count is in no sum. */
export function sumsOf(rows: readonly SessionRow[], known: Catalogue) {
  const counted = rows.filter((row) => row.state === 'counted')
  return {
    sessions: counted.length,
    people: counted.reduce((sum, row) => sum + peopleOf(row), 0),
    turns: counted.reduce((sum, row) => sum + turnsOf(row, known), 0),
  }
}

/** Who came back is counted in the session before. */
export function peopleOf({ people, repeats }: SessionRow): number {
  return repeats ? 0 : people
}

/** People over the services whose outcome counts as a turn. */
function turnsOf(row: SessionRow, known: Catalogue): number {
  if (row.state !== 'counted') return 0
  const counts = new Set(known.outcomes.filter((one) => one.counts).map((one) => one.code))
  return row.services.reduce((sum, done) => sum + (counts.has(done.outcome) ? done.people : 0), 0)
}

export function servicesOf(row: SessionRow, known: Catalogue): string {
  return row.services.map((line) => labelOf(known, 'service', line.code)).join(', ')
}

function placeOf(row: SessionRow, known: Catalogue): string {
  const kind = labelOf(known, 'place_kind', row.place_kind)
  return row.place_name ? `${row.place_name} (${kind})` : kind
}

export function whenOf(row: SessionRow): string {
  return `${formatShortDay(row.day)} ${row.start}`
}

/** What a link to a session is called where its row says the rest. */
export const nameOfLink = (row: SessionRow): string =>
  [whenOf(row), row.author?.name ?? t('session.someone')].join(' · ')
