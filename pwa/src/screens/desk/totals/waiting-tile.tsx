import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { useWaiting } from '../shared/use-waiting'

/** What waits for who is signed in, wherever below their unit. */
export function WaitingTile() {
  const waiting = useWaiting()
  if (!waiting) return null
  const { phones, reviews, requests, overdue } = waiting
  const all = phones + reviews + requests
  return (
    <section class="card figure-tile" aria-label={t('desk.waiting')}>
      <h2>{t('desk.waiting')}</h2>
      <p class={all > 0 ? 'big number due' : 'big number'}>
        <b data-figure="waiting" data-of="total">
          {formatNumber(all)}
        </b>{' '}
        {t('desk.waiting.of', { n: all })}
      </p>
      {all === 0 && <p class="soft small">{t('desk.waiting.none')}</p>}
      <p class="no-print">
        {requests > 0 && (
          <a class="button plain start" href="/desk/data-requests">
            {overdue > 0
              ? t('desk.waiting.data_late', { n: overdue })
              : t('desk.waiting.data', { n: requests })}
          </a>
        )}
        {phones > 0 && (
          <a class="button plain start" href="/desk/phones">
            {t('own_team.waiting.n', { n: phones })}
          </a>
        )}
        {reviews > 0 && (
          <a class="button plain start" href="/desk/attention">
            {t('review.waiting.n', { n: reviews })}
          </a>
        )}
      </p>
    </section>
  )
}
