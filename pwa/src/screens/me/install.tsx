import { installApp } from '../../actions/app'
import { t } from '../../i18n'
import { environment } from '../../queries'
import { Lazy } from '../home/lazy'

const onIphone = async () => (await import('../shared/on-iphone')).OnIphone

/** How the app comes to the home screen: the browser's own sheet, or three steps on an iPhone. */
export function Install() {
  const { standalone, canInstall, ios } = environment().value
  return (
    <section class="card">
      <h2>{t('install.title')}</h2>
      {standalone && <p>{t('install.done')}</p>}
      {!standalone && ios && (
        <>
          <p>{t('install.iphone.why')}</p>
          <Lazy load={onIphone} props={{ code: null }} />
        </>
      )}
      {!standalone && !ios && <p>{t(canInstall ? 'install.why' : 'install.by_menu')}</p>}
      {!standalone && canInstall && (
        <button type="button" class="button primary" onClick={() => installApp()}>
          {t('install.take')}
        </button>
      )}
    </section>
  )
}
