import '../../styles/desk.css'
import { beginDeskPractice } from '../../actions/practice'
import { Page } from '../../components/page'
import { showSnackbar } from '../../components/snackbar'
import { t, type Word } from '../../i18n'
import { DESK_PRACTICE, PRACTICE } from '../../practice'
import { useSignedIn } from '../lead/signed-in'
import { Speech } from '../me/speech'

interface Place {
  href: string
  name: Word
  text: Word
}

const UNITS: Place = { href: '/desk/units', name: 'screen.name.units', text: 'more.units' }
const ACCOUNTS: Place = {
  href: '/desk/accounts',
  name: 'screen.name.accounts',
  text: 'more.accounts',
}
const CATALOGUE: Place = {
  href: '/desk/catalogue',
  name: 'screen.name.catalogue',
  text: 'more.catalogue',
}
const GUIDES: Place = { href: '/desk/guides', name: 'screen.name.desk_guides', text: 'more.guides' }
const TAKE: Place = { href: '/desk/take', name: 'screen.name.desk_take', text: 'more.take' }
const ACCOUNT: Place = { href: '/desk/account', name: 'screen.name.account', text: 'more.account' }

const SESSIONS: Place = {
  href: '/desk/sessions',
  name: 'screen.name.desk_sessions',
  text: 'more.sessions',
}
const CERTIFY: Place = { href: '/desk/certify', name: 'screen.name.certify', text: 'more.certify' }

const TARGETS: Place = { href: '/desk/targets', name: 'screen.name.targets', text: 'more.targets' }
const INDICATORS: Place = {
  href: '/desk/indicators',
  name: 'screen.name.indicators',
  text: 'more.indicators',
}
const REPORT: Place = { href: '/desk/report', name: 'screen.name.report', text: 'more.report' }

const ACTIVITIES: Place = {
  href: '/desk/activities',
  name: 'screen.name.activities',
  text: 'more.activities',
}
const PAPERS: Place = { href: '/desk/papers', name: 'screen.name.papers', text: 'more.papers' }
const CODES: Place = { href: '/desk/codes', name: 'screen.name.codes', text: 'more.codes' }
const SITES: Place = { href: '/desk/sites', name: 'screen.name.sites', text: 'more.sites' }
const DATA: Place = {
  href: '/desk/data-requests',
  name: 'screen.name.data_requests',
  text: 'more.data_requests',
}
const TRAIL: Place = { href: '/desk/trail', name: 'screen.name.audit', text: 'more.audit' }

const PLACES = [
  SESSIONS,
  REPORT,
  TARGETS,
  INDICATORS,
  ACTIVITIES,
  PAPERS,
  CODES,
  SITES,
  CERTIFY,
  UNITS,
  ACCOUNTS,
  CATALOGUE,
  GUIDES,
  DATA,
  TRAIL,
  TAKE,
  ACCOUNT,
]

/** What an administrator may not read, or who has no unit finds nothing in. */
const OF_COORDINATORS: readonly Place[] = [
  SESSIONS,
  CERTIFY,
  TARGETS,
  INDICATORS,
  ACTIVITIES,
  PAPERS,
  CODES,
  SITES,
  DATA,
]

const PRACTISED = [SESSIONS, REPORT, TARGETS]

async function practise(): Promise<void> {
  try {
    await beginDeskPractice()
  } catch {
    showSnackbar(t('practice.not_now'))
  }
}

/** What a coordinator opens now and then, for which the tabs have no room. */
export function More() {
  const coordinates = useSignedIn()?.role === 'coordinator'
  const places = (DESK_PRACTICE ? PRACTISED : PLACES).filter(
    (place) => coordinates || !OF_COORDINATORS.includes(place),
  )
  return (
    <Page wide title={t('screen.name.more')}>
      <ul class="lines">
        {places.map(({ href, name, text }) => (
          <li key={href}>
            <a class="line" href={href}>
              <span class="name">{t(name)}</span>
              <span class="soft small">{t(text)}</span>
            </a>
          </li>
        ))}
        {coordinates && !PRACTICE && (
          <li>
            <button type="button" class="line" onClick={() => void practise()}>
              <span class="name">{t('practice.begin')}</span>
              <span class="soft small">{t('more.practice')}</span>
            </button>
          </li>
        )}
      </ul>
      <section class="card no-print">
        <Speech />
      </section>
    </Page>
  )
}
