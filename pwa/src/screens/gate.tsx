import { Copy } from '../components/copy'
import { Page } from '../components/page'
import { t } from '../i18n'
import { environment, type InAppBrowser } from '../queries'
import { openInBrowser } from '../queries/open-in-browser'

const APPS: Partial<Record<InAppBrowser, string>> = {
  zalo: 'Zalo',
  messenger: 'Messenger',
  instagram: 'Instagram',
  tiktok: 'TikTok',
  facebook: 'Facebook',
  google: 'Google',
}

/**
 * The way out of a browser inside a chat app. Nothing can be recorded there: its storage is
 * thrown away with the chat, and the app cannot be installed from it.
 */
export function Gate() {
  const { inAppBrowser, ios } = environment().value
  const inChrome = openInBrowser()
  const app = (inAppBrowser && APPS[inAppBrowser]) ?? t('gate.chat')
  return (
    <Page title={t(ios ? 'gate.title.ios' : 'gate.title')}>
      <p>{t('gate.why', { app })}</p>
      {inChrome && (
        <a class="button primary big" href={inChrome} target="_top">
          {t('gate.open')}
        </a>
      )}
      <ol class="steps">
        <li>{t('gate.step1')}</li>
        <li>{t(ios ? 'gate.step2.ios' : 'gate.step2')}</li>
      </ol>
      <p>{t('gate.or_copy')}</p>
      <Copy text={location.href} label={t('gate.copy')} primary={!inChrome} />
    </Page>
  )
}
