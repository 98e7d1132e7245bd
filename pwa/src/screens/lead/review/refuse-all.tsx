import { useEffect, useState } from 'preact/hooks'
import { settle } from '../../../actions/lead/desk'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import type { ReviewRow } from '../api-types'
import { RefuseReason } from './refuse-reason'
import { whyNot } from './review-body'

/** From so many of one person on it may be a stranger who found the code. */
const MANY = 10

interface Props {
  rows: ReviewRow[]
  /** Shows what waits by now. */
  onSettled: () => void
}

/** Turns down at once all that waits of whoever has sent very much, one after the other, as more of it is shown. */
export function RefuseAll({ rows, onSettled }: Props) {
  const [author, setAuthor] = useState<ReviewRow['author']>(null)
  const [reason, setReason] = useState('')
  const of = (who: ReviewRow['author']) =>
    rows.filter((row) => row.kind !== 'proposal' && row.author && row.author.id === who?.id)
  const many = rows.find((row) => of(row.author).length >= MANY)?.author
  const stop = () => {
    setReason('')
    setAuthor(null)
  }
  useEffect(() => {
    if (!reason) return
    const left = of(author)
    if (left.length === 0) return stop()
    let goesOn = true
    const refuse = async () => {
      for (const row of left) {
        const answer = await settle(row.id, 'refuse', reason)
        if (!goesOn) return
        if (!answer.ok && answer.problem !== 'conflict_settled') {
          showSnackbar(problem(whyNot(answer)))
          stop()
          break
        }
      }
      onSettled()
    }
    void refuse()
    return () => {
      goesOn = false
    }
    // What is on the page says how far it is.
  }, [reason, rows])
  if (reason) return <p role="status">{t('review.refusing', { name: nameOf(author) })}</p>
  return (
    <>
      {many && (
        <p>
          <button type="button" class="button" onClick={() => setAuthor(many)}>
            {t('review.refuse_all', { name: nameOf(many) })}
          </button>
        </p>
      )}
      {author && (
        <RefuseReason
          title={t('review.refuse_all', { name: nameOf(author) })}
          onRefuse={setReason}
          onClose={stop}
        />
      )}
    </>
  )
}

const nameOf = (who: ReviewRow['author']): string => who?.name ?? t('session.someone')
