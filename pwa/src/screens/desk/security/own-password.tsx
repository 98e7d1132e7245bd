import { useState } from 'preact/hooks'
import { changeOwnPassword } from '../../../actions/desk/security/sign-in'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import type { Account } from '../../lead/api-types'
import { PasswordForm, shortestFor } from './password-form'

/** The own password, changed by whoever knows it. */
export function OwnPassword({ account: { login, role } }: Account) {
  const [changing, setChanging] = useState(false)
  return (
    <section class="card no-print">
      <h2>{t('security.password')}</h2>
      <p class="soft">{t('security.password.why')}</p>
      {changing ? (
        <PasswordForm
          login={login}
          shortest={shortestFor(role)}
          old={t('accounts.own_password.old')}
          yes={t('accounts.own_password.take')}
          save={changeOwnPassword}
          onDone={() => {
            showSnackbar(t('accounts.own_password.done'))
            setChanging(false)
            void refreshAnswer('/api/account/sessions')
          }}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <p>
          <button type="button" class="button" onClick={() => setChanging(true)}>
            {t('accounts.own_password')}
          </button>
        </p>
      )}
    </section>
  )
}
