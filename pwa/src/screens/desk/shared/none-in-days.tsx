import { t } from '../../../i18n'
import type { Answer } from '../../lead/answer'
import type { Rows } from '../../lead/api-types'
import { Empty } from '../../lead/empty'

export interface Span {
  from: string
  to: string
}

interface Props {
  /** What there is on all days: it is only asked for now. */
  all: Answer<Rows<Span>>
  /** If there is none on any day. */
  none: string
  /** If there are some on others. */
  others: string
  address: (days: Span) => string
}

/** Why a list of what has days of its own is empty, and the way to the days that have something. */
export function NoneInDays({ all, none, others, address }: Props) {
  const rows = all.body?.rows ?? []
  if (!all.body && all.busy) return null
  const [first] = rows.map((row) => row.from).sort()
  const last = rows
    .map((row) => row.to)
    .sort()
    .at(-1)
  if (!first || !last)
    return <Empty why={all.body ? 'not_begun' : 'other_days'} text={all.body ? none : others} />
  return (
    <Empty why="other_days" text={others}>
      <a class="button" href={address({ from: first, to: last })}>
        {t('empty.others.do', { n: rows.length })}
      </a>
    </Empty>
  )
}
