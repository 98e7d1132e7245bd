import { beginPractice } from '../../actions/practice'
import { Page } from '../../components/page'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'
import { PRACTICE } from '../../practice'
import { type Me, me, useLive } from '../../queries'
import { isInvited } from '../../queries/activities'
import { newCertificate } from '../../queries/certificates'
import { AboutApp } from './about-app'
import { Install } from './install'
import { People } from './people'
import { PinCard } from './pin'
import { Ready } from './ready'
import { Speech } from './speech'
import { Storage } from './storage'

async function practise(): Promise<void> {
  try {
    await beginPractice()
  } catch {
    showSnackbar(t('practice.not_now'))
  }
}

/** Who this phone belongs to, what has been done with it, how it speaks, and how safe what it holds is. */
export function Mine() {
  const person = useLive(me())
  const invited = useLive(isInvited())
  const fresh = useLive(newCertificate())
  if (!person) return null
  return (
    <Page title={t('tab.me')}>
      <People person={person as Me} />
      <ul class="lines">
        {invited && (
          <li>
            <a class="line" href="/activities">
              <span class="name">{t('screen.name.activities')}</span>
            </a>
          </li>
        )}
        <li>
          <a class="line" href="/me/numbers">
            <span class="name">{t('screen.name.numbers')}</span>
            <span class="soft small">{t('numbers.text')}</span>
          </a>
        </li>
        {person.current && !PRACTICE && (
          <li>
            <a class="line" href="/me/certificates">
              <span class="spread">
                <span class="name">{t('screen.name.own_certificates')}</span>
                {fresh && <span class="tag good">{t('me.certificate.new')}</span>}
              </span>
              <span class="soft small">{t('me.certificate.text')}</span>
            </a>
          </li>
        )}
        <li>
          <a class="line" href="/me/rules">
            <span class="name">{t('screen.name.rules')}</span>
            <span class="soft small">{t('me.rules.text')}</span>
          </a>
        </li>
        {!PRACTICE && (
          <li>
            <button type="button" class="line" onClick={() => void practise()}>
              <span class="name">{t('practice.begin')}</span>
              <span class="soft small">{t('practice.why')}</span>
            </button>
          </li>
        )}
      </ul>
      {person.current && <PinCard person={person.current} />}
      <section class="card">
        <Speech />
      </section>
      {/* It comes a moment late: under what may be tapped meanwhile. */}
      {!PRACTICE && <Ready />}
      <Install />
      <Storage />
      <ul class="lines">
        <li>
          <a class="line" href="/me/privacy">
            <span class="name">{t('screen.name.privacy')}</span>
            <span class="soft small">{t('me.privacy.text')}</span>
          </a>
        </li>
        {person.current && !PRACTICE && (
          <li>
            <a class="line" href="/me/data">
              <span class="name">{t('screen.name.own_data')}</span>
            </a>
          </li>
        )}
        <li>
          <a class="line" href="/desk">
            <span class="name">{t('me.desk')}</span>
            <span class="soft small">{t('me.desk.text')}</span>
          </a>
        </li>
      </ul>
      <AboutApp />
    </Page>
  )
}
