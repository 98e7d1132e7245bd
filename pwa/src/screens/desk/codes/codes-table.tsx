import { useState } from 'preact/hooks'
import { t, type Word } from '../../../i18n'
import { formatMonth } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import { formatCode } from '../../../queries/codes'
import { useBegunForms } from '../../lead/forms/persisted-form'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { SortableHeader } from '../shared/sortable-header'
import { useWide } from '../shared/use-wide'
import type { PrintedCode, Register } from './api-types'
import { CodeDetails, forms } from './code-details'
import { formatPrinted } from './format-printed'

interface Column {
  code: 'purpose' | 'unit' | 'state' | 'scans' | 'last' | 'made'
  name: Word
  /** What the rows are ordered by. */
  read: (row: PrintedCode) => string | number
  number?: true
  /** Has room on a phone too. */
  narrow?: true
}

const COLUMNS: readonly Column[] = [
  { code: 'purpose', name: 'codes.purpose', read: titleOf, narrow: true },
  { code: 'unit', name: 'codes.unit', read: (row) => row.unit_name },
  { code: 'state', name: 'codes.state', read: stateOf },
  { code: 'scans', name: 'codes.col.scans', read: scansOf, number: true, narrow: true },
  { code: 'last', name: 'codes.col.last', read: (row) => row.last_scan ?? '' },
  { code: 'made', name: 'codes.col.made', read: (row) => row.made_at },
]

/** Begin at A; numbers and days begin with the largest. */
const TEXTS = new Set<string>(['purpose', 'unit', 'state'])

const keyOf = (row: PrintedCode): string => `${row.kind} ${row.code} ${row.made_at}`

/** The codes, a line each; a tap on one opens what else is known and can be done. */
export function CodesTable({ rows, register }: { rows: PrintedCode[]; register: Register }) {
  const wide = useWide()
  const begun = useBegunForms()
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>({})
  const units = new Set(rows.map((row) => row.unit))
  const columns = COLUMNS.filter(
    ({ code, narrow }) => (wide || narrow) && (code !== 'unit' || units.size > 1),
  )
  const { column, ascending } = sortOf(address.value.query.get('sort') ?? '')
  const sorted = inOrder(rows, column, ascending)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={t('screen.name.codes')} tabIndex={0}>
      <table class="sessions codes">
        <caption class="unseen">{t('screen.name.codes')}</caption>
        <thead>
          <tr>
            {columns.map((one) => (
              <Head key={one.code} one={one} own={one === column} ascending={ascending} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const key = keyOf(row)
            const open = opened[key] ?? forms(row.code ?? '').some((form) => begun.has(form))
            return (
              <Row
                key={key}
                row={row}
                columns={columns}
                open={open}
                onOpen={() => setOpened({ ...opened, [key]: !open })}
                register={register}
              />
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** The latest first, unless the address says otherwise. */
function sortOf(query: string): { column: Column | undefined; ascending: boolean } {
  const code = query.replace(/^-/, '')
  const column = COLUMNS.find((one) => one.code === code) ?? COLUMNS.at(-1)
  return { column, ascending: query === column?.code }
}

function inOrder(rows: PrintedCode[], column: Column | undefined, ascending: boolean) {
  if (!column) return rows
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'vi')
  const turn = ascending ? 1 : -1
  return [...rows].sort((a, b) => turn * compare(column.read(a), column.read(b)))
}

function Head({ one, own, ascending }: { one: Column; own: boolean; ascending: boolean }) {
  const next = own ? !ascending : TEXTS.has(one.code)
  return (
    <SortableHeader
      name={one.name}
      isNumber={one.number === true}
      order={own ? (ascending ? 'ascending' : 'descending') : undefined}
      onSort={() => setQuery({ sort: next ? one.code : `-${one.code}` })}
    />
  )
}

interface RowProps {
  row: PrintedCode
  columns: readonly Column[]
  open: boolean
  onOpen: () => void
  register: Register
}

function Row({ row, columns, open, onOpen, register }: RowProps) {
  const shows = (code: Column['code']) => columns.some((one) => one.code === code)
  const title = titleOf(row)
  return (
    <>
      <tr>
        <th scope="row">
          <button type="button" class="unfold" aria-expanded={open} onClick={onOpen}>
            {title}
          </button>
          <span class="soft small number">
            {[lettersOf(row), !shows('state') && stateOf(row)].filter(Boolean).join(' · ')}
          </span>
        </th>
        {shows('unit') && <td>{row.unit_name}</td>}
        {shows('state') && <td>{stateOf(row)}</td>}
        <td class="amount">{row.scans === null ? '' : formatNumber(row.scans)}</td>
        {shows('last') && <td class="number">{row.last_scan ? formatDay(row.last_scan) : ''}</td>}
        {shows('made') && <td class="number">{formatDay(row.made_at.slice(0, 10))}</td>}
      </tr>
      {open && (
        <tr>
          <td colSpan={columns.length} class="unfolded">
            <div class="stack small-gap">
              <CodeDetails row={row} register={register} />
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function titleOf({ kind, purpose }: PrintedCode): string {
  return kind === 'report' ? t('codes.report', { month: formatMonth(purpose) }) : purpose
}

function lettersOf({ kind, code }: PrintedCode): string {
  if (!code) return ''
  return kind === 'report' ? formatCode(code) : formatPrinted(code)
}

/** Of a poster and a report, which are looked after elsewhere, what they are. */
function stateOf({ kind, state }: PrintedCode): string {
  return t(kind === 'link' ? (`codes.state.${state}` as Word) : `codes.show.${kind}`)
}

function scansOf({ scans }: PrintedCode): number {
  return scans ?? -1
}
