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
  | 'state'
  | 'received'
/** The largest first with a `-` before it. */
export type SortAsked = ColumnCode | `-${ColumnCode}`

interface Column {
  code: ColumnCode
  name: Word
  /** A number is summed up and stands at the right; the largest comes first. */
  number?: true
  read: (row: SessionRow, known: Catalogue) => string | number
}

export const COLUMNS: readonly Column[] = [
  { code: 'when', name: 'sessions.col.when', read: whenOf },
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
  { code: 'state', name: 'sessions.col.state', read: stateOf },
  { code: 'received', name: 'record.received', read: (row) => formatInstant(row.received_at) },
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
export function sortQuery(code: ColumnCode, ascending: boolean): SortAsked | undefined {
  if (code === 'when' && !ascending) return undefined
  return ascending ? code : `-${code}`
}

/** How an address says which columns stand there; nothing where they are the usual ones. */
export function columnsQuery(codes: readonly string[]): string | undefined {
  const chosen = COLUMNS.map((column) => column.code).filter((code) => codes.includes(code))
  return chosen.join('.') === USUAL.join('.') || chosen.length === 0 ? undefined : chosen.join('.')
}

/** What asks the server for an order: nothing where it is newest first, as pages come by themselves. */
export const sortAsked = ({ sort, ascending }: View): { sort?: SortAsked } => {
  const asked = sortQuery(sort, ascending)
  return asked ? { sort: asked } : {}
}

/** The rows as they came; of newest days first also the newest of each day, which pages do not know. */
export function inOrder(rows: SessionRow[], view: View): SessionRow[] {
  if (sortAsked(view).sort) return rows
  return rows.sort((a, b) => (b.day + b.start).localeCompare(a.day + a.start))
}

/** Of what days, and of whom; what else is chosen comes from the address. */
export interface ListParams {
  unit?: string
  team?: string
  from: string
  to: string
  limit: number
  /** The words that are sought. */
  q?: string
  sort?: SortAsked
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

export function stateOf({ state }: SessionRow): string {
  return t(`record.state.${state}` as Word)
}

/** What a link to a session is called where its row says the rest. */
export const nameOfLink = (row: SessionRow): string =>
  [whenOf(row), row.author?.name ?? t('session.someone')].join(' · ')
