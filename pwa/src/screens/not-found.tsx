import { Page } from '../components/page'
import { t } from '../i18n'
import { address, isAtDesk } from './router'

/** An address that leads nowhere. */
export function NotFound() {
  const atDesk = isAtDesk(address.value.path)
  return (
    <Page title={t('screen.name.missing')}>
      <p>{t('missing.text')}</p>
      <p>
        <a class="button primary" href={atDesk ? '/desk' : '/'}>
          {t(atDesk ? 'missing.desk' : 'missing.home')}
        </a>
      </p>
    </Page>
  )
}
