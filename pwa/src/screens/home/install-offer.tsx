import { dismissInstall, installApp } from '../../actions/app'
import { t } from '../../i18n'
import { environment, type Me } from '../../queries'

/** Below all that is tapped: the browser offers it at any moment. */
export function Install({ person }: { person: Me }) {
  const { canInstall } = environment().value
  if (!canInstall || person.installDismissedAt || person.state === 'unjoined') return null
  return (
    <section class="card calm">
      <p>{t('home.install')}</p>
      <div class="row">
        <button type="button" class="button primary" onClick={() => installApp()}>
          {t('home.install.take')}
        </button>
        <button type="button" class="button plain" onClick={() => dismissInstall()}>
          {t('do.later')}
        </button>
      </div>
    </section>
  )
}
