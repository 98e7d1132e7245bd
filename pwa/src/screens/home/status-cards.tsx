import { useState } from 'preact/hooks'
import { applyUpdate, dismissInstall, installApp } from '../../actions/app'
import { exportUnsent } from '../../actions/phone'
import { showSnackbar } from '../../components/snackbar'
import { problem, t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { environment, type Me, syncState, useLive } from '../../queries'
import { amountUnsent } from '../shared/amount-unsent'
import { fileLine } from '../shared/file-line'
import { useCarried } from './use-carried'

const DAY = 86_400_000

/** What is worth a look before logging: what waits for long, and a new version that was there when the
 * screen was opened. */
export function StatusCards({ renewable }: { renewable: boolean }) {
  const state = useLive(syncState())
  const carried = useCarried()
  const unsent = state && amountUnsent(state)
  return (
    <>
      {state?.oldest && unsent && <Old oldest={state.oldest} what={unsent} />}
      {state?.full && unsent && <p class="card look">{problem('waiting_full')}</p>}
      {carried && (
        <a class="card look" href="/sent">
          {carried}
        </a>
      )}
      <Update upgrade={state?.upgrade ?? false} renewable={renewable} />
    </>
  )
}

/** Unsent for a day, then louder: after three, with a way to keep it should the phone be lost. */
function Old({ oldest, what }: { oldest: string; what: string }) {
  const age = Date.now() - Date.parse(oldest)
  if (age <= DAY) return null
  const when = formatInstant(oldest)
  if (age <= 3 * DAY) return <p class="card look">{t('home.old', { when })}</p>
  const keep = async () => {
    showSnackbar((await exportUnsent(fileLine)) ? t('sent.exported') : t('sent.nothing_to_export'))
  }
  return (
    <section class="card stop" role="alert">
      <h2>{t('home.very_old', { what, days: Math.floor(age / DAY) })}</h2>
      <p>{t('home.very_old.text')}</p>
      <div class="row">
        <a class="button primary" href="/sent">
          {t('do.send')}
        </a>
        <button type="button" class="button" onClick={keep}>
          {t('sent.export')}
        </button>
      </div>
    </section>
  )
}

/** It does not come twice while it is put off. */
function Update({ upgrade, renewable }: { upgrade: boolean; renewable: boolean }) {
  const [later, setLater] = useState(false)
  if (renewable && environment().value.updateReady && !later) {
    return (
      <section class="card calm">
        <p>{t('home.update')}</p>
        <div class="row">
          <button type="button" class="button primary" onClick={() => applyUpdate()}>
            {t('home.update.take')}
          </button>
          <button type="button" class="button plain" onClick={() => setLater(true)}>
            {t('do.later')}
          </button>
        </div>
      </section>
    )
  }
  return upgrade ? <p class="card calm">{t('home.upgrade')}</p> : null
}

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
