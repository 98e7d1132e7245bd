import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { catalogue, useLive } from '../../../queries'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { SessionPage as Found } from '../../lead/api-types'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { inOrder, type ListParams, viewOf } from './session-columns'
import { SessionTable } from './session-table'
import { SessionsNone } from './sessions-none'

interface Start {
  after: string
  /** Nothing was found in the page whose place it took. */
  searching: boolean
}

interface PagesProps {
  params: ListParams
  all: boolean
  /** What stands beside the sum, above the list. */
  children?: ComponentChildren
}

type Pages = ReadonlyMap<string, Found>

/**
 * One page after the other; each keeps its own answer. One in which nothing was found gives its
 * place to the next: the server looks through many days part by part. What came is shown as one
 * table, in the order in which it came.
 */
export function SessionPages({ params, all, children }: PagesProps) {
  const known = useLive(catalogue())
  const view = viewOf(address.value.query)
  const [starts, setStarts] = useState<Start[]>([{ after: '', searching: false }])
  const [pages, setPages] = useState<Pages>(new Map())
  const goOn = (after: string, empty: boolean) =>
    setStarts((before) => [...(empty ? before.slice(0, -1) : before), { after, searching: empty }])
  const found = starts.flatMap(({ after }) => pages.get(after)?.rows ?? [])
  const next = pages.get(starts.at(-1)?.after ?? '')?.next ?? null
  const rows = all ? found : found.filter((row) => row.state === 'counted')
  if (!known) return null
  const until = pages.get('')?.totals_only_until
  return (
    <>
      {until && <p class="hint">{t('sessions.totals_only', { day: formatDay(until) })}</p>}
      {rows.length === 0 && children}
      {rows.length > 0 && (
        <SessionTable
          params={params}
          rows={inOrder(rows, view)}
          view={view}
          known={known}
          more={next !== null}
        >
          {children}
        </SessionTable>
      )}
      {starts.map(({ after, searching }, index) => (
        <SessionPage
          key={after}
          params={after ? { ...params, after } : params}
          all={all}
          searching={searching}
          first={index === 0}
          last={index === starts.length - 1}
          goesOn={index + 1 < view.pages || (Boolean(params.q) && rows.length < params.limit)}
          onCame={(page) => setPages((before) => new Map(before).set(after, page))}
          onMore={goOn}
        />
      ))}
      {next && found.length > 0 && (
        <>
          <p class="print-only small">{t('print.goes_on')}</p>
          <button
            type="button"
            class="button"
            onClick={() => {
              setQuery({ pages: String(starts.length + 1) })
              goOn(next, false)
            }}
          >
            {t('do.show_more')}
          </button>
        </>
      )}
    </>
  )
}

interface PageProps {
  params: ListParams & { after?: string }
  /** Those too that count nowhere: else as many as the number says that led here. */
  all: boolean
  searching: boolean
  first: boolean
  last: boolean
  /** The page after it is asked for too: the address says so, or what was found is few. */
  goesOn: boolean
  onCame: (page: Found) => void
  onMore: (next: string, empty: boolean) => void
}

function SessionPage({ params, searching, ...place }: PageProps) {
  const answer = useQuery('/api/help-sessions', params)
  if (searching && params.after && !params.sort && answer.busy && !answer.body) {
    return (
      <p class="empty" role="status">
        {t('sessions.looked_to', { day: formatDay(dayOf(params.after)) })}
      </p>
    )
  }
  return (
    <ServerAnswer answer={answer}>
      {(page) => <Came params={params} page={page} busy={answer.busy} {...place} />}
    </ServerAnswer>
  )
}

interface CameProps extends Omit<PageProps, 'searching'> {
  page: Found
  /** It is the answer of an earlier time, and the new one is on its way. */
  busy: boolean
}

/** Hands a page on, and goes on to the next one: from an empty one, and where it `goesOn`. */
function Came({ params, page, busy, all, first, last, goesOn, onCame, onMore }: CameProps) {
  const { next } = page
  const empty = !page.rows.some((row) => all || row.state === 'counted')
  useEffect(() => onCame(page), [page])
  useEffect(() => {
    if (last && next && !busy && (empty || goesOn)) onMore(next, empty)
  }, [last, empty, goesOn, next, busy])
  if (!empty || !first || next || params.to === page.totals_only_until) return null
  return <SessionsNone params={params} uncounted={page.rows.length > 0} />
}

/** The day up to which the server has looked: a place in the list begins with it. */
const dayOf = (next: string) => next.slice(0, 10)
