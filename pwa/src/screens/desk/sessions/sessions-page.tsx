import { useEffect, useState } from 'preact/hooks'
import { refreshSessions } from '../../../actions/lead/desk'
import { t, type Word } from '../../../i18n'
import { formatShortDay } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'
import { type Catalogue, catalogue, useLive } from '../../../queries'
import { deskKeys } from '../../../queries/desk-answer'
import { labelOf } from '../../labels'
import { ServerAnswer, useAnswer } from '../../lead/answer'
import type { SessionPage as Found, SessionRow } from '../../lead/api-types'
import { SessionsNone } from './sessions-none'

interface Days {
  unit?: string
  team?: string
  from: string
  to: string
  limit: number
}

interface Start {
  after: string
  /** Nothing was found in the page whose place it took. */
  searching: boolean
}

/**
 * One page after the other; each keeps its own answer. One in which nothing was found gives its
 * place to the next: the server looks through many days part by part.
 */
export function SessionPages({ params, all }: { params: Days; all: boolean }) {
  const [starts, setStarts] = useState<Start[]>([{ after: '', searching: false }])
  const goOn = (after: string, empty: boolean) =>
    setStarts((before) => [...(empty ? before.slice(0, -1) : before), { after, searching: empty }])
  return (
    <>
      {starts.map(({ after, searching }, index) => (
        <SessionPage
          key={after}
          params={after ? { ...params, after } : params}
          all={all}
          searching={searching}
          first={index === 0}
          last={index === starts.length - 1}
          onMore={goOn}
        />
      ))}
    </>
  )
}

interface PageProps {
  params: Days & { after?: string }
  /** Those too that count nowhere: else as many as the number says that led here. */
  all: boolean
  searching: boolean
  first: boolean
  last: boolean
  onMore: (next: string, empty: boolean) => void
}

function SessionPage({ params, searching, ...place }: PageProps) {
  const known = useLive(catalogue())
  const answer = useAnswer<Found>(deskKeys.sessions(params), () => refreshSessions(params))
  if (!known) return null
  if (searching && params.after && answer.busy && !answer.body) {
    return (
      <p class="empty" role="status">
        {t('sessions.looked_to', { day: formatDay(dayOf(params.after)) })}
      </p>
    )
  }
  return (
    <ServerAnswer answer={answer}>
      {(page) => <Rows params={params} page={page} busy={answer.busy} known={known} {...place} />}
    </ServerAnswer>
  )
}

interface RowsProps extends Omit<PageProps, 'searching'> {
  page: Found
  /** It is the answer of an earlier time, and the new one is on its way. */
  busy: boolean
  known: Catalogue
}

/** A page of sessions, and the way to the next one; from an empty one by itself. */
function Rows({ params, page, busy, known, all, first, last, onMore }: RowsProps) {
  const { next } = page
  const rows = all ? page.rows : page.rows.filter((row) => row.state === 'counted')
  const empty = rows.length === 0
  useEffect(() => {
    if (last && empty && next && !busy) onMore(next, true)
  }, [last, empty, next, busy])
  if (empty)
    return first && !next ? <SessionsNone params={params} uncounted={page.rows.length > 0} /> : null
  return (
    <>
      <ul class="lines">
        {rows.map((row) => (
          <li key={row.id}>
            <Line row={row} catalogue={known} />
          </li>
        ))}
      </ul>
      {last && next && (
        <>
          <p class="print-only small">{t('print.goes_on')}</p>
          <button type="button" class="button" onClick={() => onMore(next, false)}>
            {t('do.show_more')}
          </button>
        </>
      )}
    </>
  )
}

/** The day up to which the server has looked: a place in the list begins with it. */
const dayOf = (next: string) => next.slice(0, 10)

function Line({ row, catalogue: known }: { row: SessionRow; catalogue: Catalogue }) {
  const services = row.services.map((line) => labelOf(known, 'service', line.code)).join(', ')
  return (
    <a class="line" href={`/desk/session/${row.id}`}>
      <span class="spread">
        <span class="number">
          {`${formatShortDay(row.day)} ${row.start} · ${t('log.people_n', { n: row.people })}`}
        </span>
        {row.state !== 'counted' && (
          <span class={row.state === 'attention' ? 'tag attention' : 'tag'}>
            {t(`record.state.${row.state}` as Word)}
          </span>
        )}
      </span>
      <span class={row.status === 'void' ? 'name gone' : 'name'}>{services}</span>
      <span class="soft small">
        {[row.author?.name, row.team.name].filter(Boolean).join(' · ')}
      </span>
    </a>
  )
}
