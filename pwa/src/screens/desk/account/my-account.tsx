import '../security/words'
import '../../../styles/desk.css'
import '../../../styles/security.css'
import { Page } from '../../../components/page'
import { t, type Word } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { Speech } from '../../me/speech'
import { OwnPassword } from '../security/own-password'
import { OwnSessions } from '../security/own-sessions'
import { TwoSteps } from '../security/two-steps'
import { formatUnit } from '../shared/tree'

/** Who is signed in; the own password, second factors, and where else the account is signed in. */
export function MyAccount() {
  const answer = useQuery('/api/session')
  return (
    <Page title={t('screen.name.account')}>
      <ServerAnswer answer={answer}>
        {({ account }) => (
          <>
            <section class="card no-print">
              <h2>{account.name}</h2>
              <dl class="definitions stack">
                <div>
                  <dt>{t('login.name')}</dt>
                  <dd>{account.login}</dd>
                </div>
                <div>
                  <dt>{t('accounts.role')}</dt>
                  <dd>
                    {[
                      t(`accounts.role.${account.role}` as Word),
                      account.unit && formatUnit(account.unit),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </dd>
                </div>
              </dl>
            </section>
            <OwnPassword account={account} />
            <TwoSteps login={account.login} />
            <OwnSessions />
            <section class="card no-print">
              <Speech />
            </section>
          </>
        )}
      </ServerAnswer>
    </Page>
  )
}
