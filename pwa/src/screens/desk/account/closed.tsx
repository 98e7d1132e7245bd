import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import { me, useLive } from '../../../queries'

/** Who holds the phone leads no team: the desk is for leads, and for whoever signs in. */
export function Closed() {
  const who = useLive(me())?.current
  return (
    <Page title={t('me.desk')} back="/me">
      {who && <p>{t('desk.closed', { name: who.name })}</p>}
      <p>{t('desk.closed.login')}</p>
      <p>
        <a class="button primary" href={loginFor(location.pathname + location.search)}>
          {t('login.take')}
        </a>
      </p>
    </Page>
  )
}

const loginFor = (next: string) => `/desk/login?next=${encodeURIComponent(next)}`
