import { understandLoss } from '../../actions/app'
import { t } from '../../words'
import { formatInstant } from '../../words/format'

/** The browser has thrown this phone's data away: what is gone, what is not, and what to do. */
export function Lost({ gone }: { gone: { unsent: number; at: string } }) {
  const when = formatInstant(gone.at)
  return (
    <section class="card look" role="alert">
      <h2>{t('home.lost.title')}</h2>
      <p>{gone.unsent > 0 ? t('home.lost.some', { n: gone.unsent, when }) : t('home.lost.none')}</p>
      <p>{t('home.lost.todo')}</p>
      <button type="button" class="button" onClick={understandLoss}>
        {t('home.lost.understood')}
      </button>
    </section>
  )
}
