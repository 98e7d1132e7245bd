import { useState } from 'preact/hooks'
import { t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { SessionRow } from '../../lead/api-types'
import { type ListParams, sumsOf } from './session-columns'

interface Props {
  params: ListParams
  rows: readonly SessionRow[]
  known: Catalogue
  /** There are more that are not fetched yet: what all come to is asked for with a tap. */
  more: boolean
}

/** Filters that choose by one service of a session, which may have others beside it. */
const BY_SERVICE = ['group', 'service', 'outcome', 'reason']

/** What the sessions of a list come to: more than the number that led here, where it is a part of each. */
export function SessionSum(props: Props) {
  return (
    <div>
      <Sum {...props} />
      {BY_SERVICE.some((name) => name in props.params) && (
        <p class="soft small">{t('sessions.sum.whole')}</p>
      )}
    </div>
  )
}

function Sum({ params, rows, known, more }: Props) {
  const [asked, setAsked] = useState(false)
  const { sort, limit, ...filter } = params
  const own = sumsOf(rows, known)
  if (more && asked) return <AllSums filter={filter} />
  return (
    <div class="row">
      <p class="number session-sum" role="status">
        {t(more ? 'sessions.sum.some' : 'sessions.sum', own)}
      </p>
      {more && (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {t('sessions.sum.all')}
        </button>
      )}
    </div>
  )
}

function AllSums({ filter }: { filter: Omit<ListParams, 'sort' | 'limit'> }) {
  const answer = useQuery('/api/help-sessions/sums', filter)
  return (
    <ServerAnswer answer={answer}>
      {(sums) => (
        <p class="number session-sum" role="status">
          {t('sessions.sum', sums)}
        </p>
      )}
    </ServerAnswer>
  )
}
