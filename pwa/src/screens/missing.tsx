import { Page } from '../parts/page'
import { t } from '../words'

/** An address that leads nowhere. */
export function Missing() {
  return (
    <Page title={t('screen.name.missing')}>
      <p>{t('missing.text')}</p>
      <p>
        <a class="button primary" href="/">
          {t('missing.home')}
        </a>
      </p>
    </Page>
  )
}
