import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t, type Word } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import type { Catalogue } from '../../../queries'
import type { SessionRow } from '../../lead/api-types'
import { setQuery } from '../../shared/set-query'
import { SortableHeader } from '../shared/sortable-header'
import { useWide } from '../shared/use-wide'
import {
  COLUMNS,
  type ColumnCode,
  type ListParams,
  nameOfLink,
  peopleOf,
  servicesOf,
  sortQuery,
  stateOf,
  type View,
  whenOf,
} from './session-columns'
import { SessionSum } from './session-sum'

interface Props {
  params: ListParams
  rows: readonly SessionRow[]
  view: View
  known: Catalogue
  /** There are more that are not fetched yet. */
  more: boolean
  /** What stands beside the sum. */
  children?: ComponentChildren
}

/** The sessions: a table where there is room for one, a list on a phone; with their sum. */
export function SessionTable(props: Props) {
  const wide = useWide()
  useReturn(props.rows)
  const { params, rows, known, more, children } = props
  return (
    <>
      <div class="spread">
        <SessionSum params={params} rows={rows} known={known} more={more} />
        {children}
      </div>
      {wide ? <Wide {...props} /> : <Narrow {...props} />}
    </>
  )
}

function Narrow({ rows, known }: Props) {
  return (
    <ul class="lines">
      {rows.map((row) => (
        <li key={row.id}>
          <a class="line" id={row.id} href={addressOf(row)} onClick={() => remember(row)}>
            <span class="spread">
              <span class="number">
                {`${whenOf(row)} · ${t('log.people_n', { n: peopleOf(row) })}`}
                <Again row={row} />
              </span>
              <State row={row} />
            </span>
            <span class={row.status === 'void' ? 'name gone' : 'name'}>
              {servicesOf(row, known)}
            </span>
            <span class="soft small">
              {[row.author?.name, row.team.name].filter(Boolean).join(' · ')}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Wide({ rows, view, known }: Props) {
  const columns = COLUMNS.filter(({ code }) => code === 'when' || view.columns.includes(code))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-label={t('screen.name.desk_sessions')} tabIndex={0}>
      <table class="sessions">
        <caption class="unseen">{t('screen.name.desk_sessions')}</caption>
        <thead>
          <tr>
            {columns.map(({ code, name, number }) => (
              <Head key={code} code={code} name={name} number={number} view={view} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} class={row.status === 'void' ? 'gone' : undefined}>
              {columns.map(({ code, number, read }) =>
                code === 'when' ? (
                  <th scope="row" key={code}>
                    <a
                      id={row.id}
                      href={addressOf(row)}
                      aria-label={nameOfLink(row)}
                      onClick={() => remember(row)}
                    >
                      {whenOf(row)}
                    </a>
                    <State row={row} />
                  </th>
                ) : (
                  <td key={code} class={number && 'amount'}>
                    {number ? formatNumber(Number(read(row, known))) : read(row, known)}
                    {code === 'people' && <Again row={row} />}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface HeadProps {
  code: ColumnCode
  name: Word
  number: true | undefined
  view: View
}

/** The head of a column: a tap sorts by it, another turns the order round. */
function Head({ code, name, number, view }: HeadProps) {
  const own = view.sort === code
  const ascending = own ? !view.ascending : !(number || code === 'when' || code === 'received')
  return (
    <SortableHeader
      name={name}
      isNumber={number === true}
      order={own ? (view.ascending ? 'ascending' : 'descending') : undefined}
      onSort={() => setQuery({ sort: sortQuery(code, ascending), pages: undefined })}
    />
  )
}

/** Why nobody is counted in a session that had people. */
const Again = ({ row }: { row: SessionRow }) =>
  row.repeats ? <span class="soft small"> ({t('sessions.again')})</span> : null

function State({ row }: { row: SessionRow }) {
  if (row.state === 'counted') return null
  return <span class={row.state === 'attention' ? 'tag attention' : 'tag'}>{stateOf(row)}</span>
}

/** A session opened from here knows the list that it came from, to lead back to it. */
const addressOf = (row: SessionRow): string => {
  const list = location.search ? `?list=${encodeURIComponent(location.search)}` : ''
  return `/desk/session/${row.id}${list}`
}

/** The browser's own way back leads to the line too. */
function remember(row: SessionRow): void {
  history.replaceState(null, '', `${location.pathname}${location.search}#${row.id}`)
}

/** Who comes back stands at the line that was opened, once it is there. */
function useReturn(rows: readonly SessionRow[]): void {
  const id = location.hash.slice(1)
  const there = id !== '' && rows.some((row) => row.id === id)
  useEffect(() => {
    if (!there) return
    history.replaceState(null, '', location.pathname + location.search)
    const line = document.getElementById(id)
    line?.scrollIntoView({ block: 'center' })
    line?.focus({ preventScroll: true })
  }, [there, id])
}
