import { acknowledgeDataLoss } from '../../actions/app'
import { t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'

/** The browser has thrown this phone's data away: what is gone, what is not, and what to do. */
export function DataLoss({ gone }: { gone: { unsent: number; at: string | null } }) {
  return (
    <section class="card look" role="alert">
      <h2>{t('home.lost.title')}</h2>
      <p>{whatIsGone(gone.unsent, gone.at)}</p>
      <p>{t('home.lost.todo')}</p>
      <button type="button" class="button" onClick={acknowledgeDataLoss}>
        {t('home.lost.understood')}
      </button>
    </section>
  )
}

/** Only what was so at a moment: what was logged after it nobody knows. */
function whatIsGone(n: number, at: string | null): string {
  if (at === null) return t('home.lost.unknown')
  const when = formatInstant(at)
  return n > 0 ? t('home.lost.some', { n, when }) : t('home.lost.none', { when })
}
