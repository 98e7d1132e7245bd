import { refreshSessions } from '../../actions/desk'
import { type Catalogue, catalogue, deskKeys, useLive } from '../../queries'
import { t, type Word } from '../../words'
import { formatShortDay } from '../../words/format'
import { labelOf } from '../labels'
import { Shown, useAnswer } from './answer'
import type { SessionPage, SessionRow } from './answers'

interface Props {
  params: { from: string; to: string; limit: number; after?: string }
  last: boolean
  onMore: (next: string) => void
}

/** A page of sessions, and the way to the next one. */
export function SessionsPage({ params, last, onMore }: Props) {
  const known = useLive(catalogue())
  const answer = useAnswer<SessionPage>(deskKeys.sessions(params), () => refreshSessions(params))
  if (!known) return null
  return (
    <Shown answer={answer}>
      {({ rows, next }) => (
        <>
          {rows.length === 0 && !params.after && <p class="empty">{t('sessions.none')}</p>}
          {rows.length > 0 && (
            <ul class="lines">
              {rows.map((row) => (
                <li key={row.id}>
                  <Line row={row} catalogue={known} />
                </li>
              ))}
            </ul>
          )}
          {last && next && (
            <button type="button" class="button" onClick={() => onMore(next)}>
              {t('do.show_more')}
            </button>
          )}
        </>
      )}
    </Shown>
  )
}

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
