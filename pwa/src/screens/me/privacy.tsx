import { Page } from '../../components/page'
import { t } from '../../i18n'
import { Notice } from '../shared/notice'

/** The notice that was agreed to on joining, to be read again at any time. */
export function Privacy() {
  return (
    <Page title={t('screen.name.privacy')} back="/me">
      <section class="card">
        <Notice />
      </section>
      <p>
        <a class="button" href="/me/data">
          {t('screen.name.own_data')}
        </a>
      </p>
      <p class="soft small">{t('privacy.law')}</p>
    </Page>
  )
}
