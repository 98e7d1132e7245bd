import { useState } from 'preact/hooks'
import { applyUpdate, checkForUpdate } from '../../actions/app'
import { t } from '../../i18n'
import { environment, useLive } from '../../queries'
import { isDiffering } from '../../queries/differing'

/** The version, and whether there is a newer one. */
export function AboutApp() {
  const { version, updateReady } = environment().value
  const [asked, setAsked] = useState<'no' | 'busy' | 'yes'>('no')
  const check = async () => {
    setAsked('busy')
    await checkForUpdate()
    setAsked('yes')
  }
  return (
    <section class="card">
      <h2>{t('about.title')}</h2>
      <p>{t('about.version', { version })}</p>
      {useLive(isDiffering()) && <p>{t('about.differs')}</p>}
      {updateReady ? (
        <button type="button" class="button primary" onClick={() => applyUpdate()}>
          {t('home.update.take')}
        </button>
      ) : (
        <button type="button" class="button" disabled={asked === 'busy'} onClick={check}>
          {t('about.check')}
        </button>
      )}
      <p role="status">{asked === 'yes' && !updateReady && t('about.latest')}</p>
    </section>
  )
}
