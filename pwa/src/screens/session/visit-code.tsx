import { t } from '../../i18n'
import type { SessionView } from '../../queries'
import { comesBack, spelledVisit, visitCode } from '../../queries/visits'
import { goOnAddress } from '../shared/go-on-address'

/** The code for the citizen's slip of paper, where something is left to be done. */
export function VisitCode({ session }: { session: SessionView }) {
  const left = session.services.filter(comesBack)
  if (left.length === 0 || session.status === 'void') return null
  return (
    <section class="card calm" aria-label={t('visit.code')}>
      <h2>{t('visit.code')}</h2>
      <p class="phrase">{spelledVisit(visitCode(session.id))}</p>
      <p>{t('visit.write')}</p>
      <p>
        <a class="button" href={goOnAddress(session)}>
          {t('visit.go_on')}
        </a>
      </p>
    </section>
  )
}
