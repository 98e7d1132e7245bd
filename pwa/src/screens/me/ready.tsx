import { useEffect, useState } from 'preact/hooks'
import { installApp } from '../../actions/app'
import { fetchScanner } from '../../actions/cache-scanner'
import { sendNow } from '../../actions/phone'
import { askForPersistence, checkReady } from '../../actions/ready'
import { Icon } from '../../components/icon'
import { useOnce } from '../../components/once'
import { t, type Word } from '../../i18n'
import { environment } from '../../queries'
import { CHECKS, type Check, failedCheck, ready } from '../../queries/ready'

/** One green badge, or the one thing to do next; every check under it. */
export function Ready() {
  useEffect(() => {
    void checkReady()
  }, [])
  const checked = ready()
  const first = failedCheck()
  if (!checked || first === undefined) return null
  return (
    <section class={first ? 'card look' : 'card calm'} id="ready">
      <h2 class="rule">
        <Icon name={first ? 'alert' : 'check'} />
        <span>{t(first ? 'ready.no' : 'ready.yes')}</span>
      </h2>
      {first ? <ToDo check={first} /> : <p>{t('ready.yes.text')}</p>}
      <details class="more">
        <summary>{t('ready.all')}</summary>
        <ul class="stack tight">
          {CHECKS.map((check) => (
            <li class="rule" key={check}>
              <Icon name={checked[check] === false ? 'alert' : checked[check] ? 'check' : 'more'} />
              <span>
                {t(`ready.${check}` as Word)}
                {checked[check] === null && ` · ${t('ready.unknown')}`}
                {checked[check] === false && (
                  // what comes first is explained above
                  <span class="hint">
                    {` · ${t(`ready.${check === first ? `lacks.${check}` : `${check}.todo`}` as Word)}`}
                  </span>
                )}
              </span>
            </li>
          ))}
          <Scanner known={checked.scanner ?? null} />
        </ul>
      </details>
    </section>
  )
}

/** Reading codes: without it a parcel comes as a file, so it holds nobody up. */
function Scanner({ known }: { known: boolean | null }) {
  const { busy, once } = useOnce()
  const [failed, setFailed] = useState(false)
  const take = async () => {
    setFailed(false)
    await fetchScanner().catch(() => setFailed(true))
    await checkReady()
  }
  return (
    <li class="rule">
      <Icon name={known === false ? 'alert' : known ? 'check' : 'more'} />
      <span>
        {t('ready.scanner')}
        {known === null && ` · ${t('ready.unknown')}`}
        {known === false && (
          <>
            <span class="hint">{` · ${t(failed ? 'ready.scanner.failed' : 'ready.scanner.todo')}`}</span>
            <button type="button" class="button" disabled={busy} onClick={() => once(take)}>
              {t('ready.scanner.take')}
            </button>
          </>
        )}
      </span>
    </li>
  )
}

/** The instruction, and a button where the app can do it itself. */
export function ToDo({ check }: { check: Check }) {
  const { canInstall } = environment().value
  return (
    <>
      <p>{t(`ready.${check}.todo` as Word)}</p>
      {check === 'installed' && canInstall && (
        <button type="button" class="button primary" onClick={() => installApp()}>
          {t('home.install.take')}
        </button>
      )}
      {check === 'kept' && (
        <button type="button" class="button primary" onClick={() => askForPersistence()}>
          {t('ready.kept.ask')}
        </button>
      )}
      {check === 'survives' && (
        <button type="button" class="button" onClick={() => location.reload()}>
          {t('ready.reload')}
        </button>
      )}
      {(check === 'lists' || check === 'shell') && (
        <button
          type="button"
          class="button"
          onClick={async () => {
            await sendNow()
            await checkReady()
          }}
        >
          {t('do.again')}
        </button>
      )}
    </>
  )
}
