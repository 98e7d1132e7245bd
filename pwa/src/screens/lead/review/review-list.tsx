import { useRef, useState } from 'preact/hooks'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { t } from '../../../i18n'
import { catalogue, useLive } from '../../../queries'
import { acceptedItems } from '../../../queries/lead/accepted-items'
import { ServerAnswer, useQuery } from '../answer'
import type { ReviewPage } from '../api-types'
import { Empty } from '../empty'
import { AT_FIRST } from './page-size'
import { RefuseAll } from './refuse-all'
import { ReviewItem } from './review-item'
import { useResumeAccepted } from './use-resume-accepted'

const AT_MOST = 200

interface Props {
  /** Of this team only. */
  team?: string
  list: 'grid' | 'stack'
  /** Where a session opens, if not at the desk. */
  open?: (session: string) => string
  onSettled?: () => void
}

/**
 * What waits, oldest first. More are asked for with those that are there already: what is settled
 * makes room, and nothing stands twice or is skipped.
 */
export function ReviewList({ team, list, open, onSettled }: Props) {
  const known = useLive(catalogue())
  const [limit, setLimit] = useState(AT_FIRST)
  const params = { ...(team && { team }), limit }
  const answer = useQuery('/api/review', params)
  // While more are on their way those that are there stay.
  const before = useRef<ReviewPage | null>(null)
  const body = answer.body ?? before.current
  before.current = body
  const settled = () => {
    void answer.refresh()
    onSettled?.()
    // The tab counts by the first page.
    if (!team && limit > AT_FIRST) void refreshAnswer('/api/review', { limit: AT_FIRST })
  }
  useResumeAccepted(true, settled)
  const accepted = useLive(acceptedItems())
  if (!known) return null
  return (
    <ServerAnswer answer={{ ...answer, body }}>
      {({ rows, total, next }) =>
        rows.length === 0 ? (
          <Empty why="zero" text={t('review.none')} />
        ) : (
          <>
            <RefuseAll rows={rows} onSettled={settled} />
            <ul class={list}>
              {rows.map((row) => (
                <ReviewItem
                  key={row.id}
                  row={row}
                  catalogue={known}
                  isAccepted={accepted?.includes(row.id) ?? false}
                  {...(open && { open })}
                  onSettled={settled}
                />
              ))}
            </ul>
            {next && <p class="soft">{t('review.left', { n: total - rows.length })}</p>}
            {next && limit < AT_MOST && (
              <button
                type="button"
                class="button"
                disabled={answer.busy}
                onClick={() => setLimit(Math.min(limit * 2, AT_MOST))}
              >
                {t('do.show_more')}
              </button>
            )}
          </>
        )
      }
    </ServerAnswer>
  )
}
