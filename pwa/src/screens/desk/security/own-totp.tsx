import { useState } from 'preact/hooks'
import { removeTotp } from '../../../actions/desk/security/factors'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import { FactorAct, type FactorProps } from './factor-act'
import { TotpSetup } from './totp-setup'

interface Props extends FactorProps {
  login: string
  since: string | null
}

/** The authenticator app of the own account. */
export function OwnTotp({ login, since, confirmed, onCodes }: Props) {
  const [adding, setAdding] = useState(false)
  return (
    <section class="stack" aria-labelledby="totp">
      <h3 id="totp">{t('totp.name')}</h3>
      {since && <p class="soft number">{t('totp.since', { at: formatInstant(since) })}</p>}
      {!since && !adding && <p class="soft">{t('enrol.totp.why')}</p>}
      {since && (
        <FactorAct
          danger
          label={t('totp.remove')}
          question={t('totp.remove.of')}
          why={t('totp.remove.why')}
          act={removeTotp}
          confirmed={confirmed}
          onDone={() => showSnackbar(t('totp.removed'))}
        />
      )}
      {adding && !since && (
        <TotpSetup
          login={login}
          confirmed={confirmed}
          onCancel={() => setAdding(false)}
          onDone={(codes) => {
            showSnackbar(t('enrol.done'))
            setAdding(false)
            onCodes(codes)
          }}
        />
      )}
      {!adding && !since && (
        <p>
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {t('totp.add')}
          </button>
        </p>
      )}
    </section>
  )
}
