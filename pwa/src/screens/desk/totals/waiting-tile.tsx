import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { useWaiting } from '../shared/use-waiting'

/** How much waits for the signed-in person, wherever below their unit; nothing where nothing waits. */
export function WaitingTile() {
  const waiting = useWaiting()
  if (!waiting?.all) return null
  const { phones, reviews, requests, overdue, sites, all } = waiting
  const parts = [
    overdue > 0
      ? t('desk.waiting.data_late', { n: overdue })
      : requests > 0 && t('desk.waiting.data', { n: requests }),
    phones > 0 && t('own_team.waiting.n', { n: phones }),
    sites > 0 && t('desk.waiting.sites', { n: sites }),
    reviews > 0 && t('desk.waiting.reviews', { n: reviews }),
  ]
  return (
    <section class="card figure-tile" aria-label={t('desk.waiting')}>
      <h2>{t('desk.waiting')}</h2>
      <p class="big number due">
        <b data-figure="waiting" data-of="total">
          {formatNumber(all)}
        </b>{' '}
        {t('desk.waiting.of', { n: all })}
      </p>
      <ul class="small">
        {parts.filter(Boolean).map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <p class="no-print">
        <a class="button plain start" href="/desk/waiting">
          {t('desk.waiting.open')}
        </a>
      </p>
    </section>
  )
}
