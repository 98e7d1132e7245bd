import { useEffect } from 'preact/hooks'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import { me, useLive } from '../../../queries'
import { signInAddress } from '../../lead/signed-in'
import { go } from '../../router'

/** The member who holds the phone leads no team: the desk is for leads and for accounts. Without a member
 * the sign-in follows at once. */
export function Closed() {
  const who = useLive(me())?.current
  useEffect(() => {
    if (!who) go(signInAddress(), { replace: true })
  }, [who])
  return (
    <Page title={t('me.desk')} back="/me">
      {who && <p>{t('desk.closed', { name: who.name })}</p>}
      <p>{t('desk.closed.login')}</p>
      <p>
        <a class="button primary" href={signInAddress()}>
          {t('login.take')}
        </a>
      </p>
    </Page>
  )
}
