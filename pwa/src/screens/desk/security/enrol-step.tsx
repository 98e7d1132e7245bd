import { useState } from 'preact/hooks'
import { canPasskey } from '../../../actions/desk/security/webauthn'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import type { Session } from '../../lead/api-types'
import { useConfirmed } from './confirmed'
import { OtherAccount } from './other-account'
import { PasskeySetup } from './passkey-setup'
import { TotpSetup } from './totp-setup'

interface Props {
  session: Session
  onDone: (recovery: string[] | null) => void
}

/** A second factor is demanded and there is none: nothing else opens before there is one. */
export function EnrolStep({ session, onDone }: Props) {
  const [way, setWay] = useState<'passkey' | 'totp' | null>(null)
  const { confirmed, sheet } = useConfirmed()
  const back = () => setWay(null)
  return (
    <Page title={t('enrol.title')} under={<p>{t('enrol.why')}</p>}>
      {!way && <Ways onWay={setWay} />}
      {way && (
        <section class="card roomy">
          <h2>{t(way === 'passkey' ? 'passkey.add' : 'totp.add')}</h2>
          {way === 'passkey' ? (
            <PasskeySetup confirmed={confirmed} onDone={onDone} onCancel={back} />
          ) : (
            <TotpSetup
              login={session.account.login}
              confirmed={confirmed}
              onDone={onDone}
              onCancel={back}
            />
          )}
        </section>
      )}
      <OtherAccount />
      {sheet}
    </Page>
  )
}

function Ways({ onWay }: { onWay: (way: 'passkey' | 'totp') => void }) {
  const can = canPasskey()
  return (
    <>
      <p>{t(can ? 'enrol.choose' : 'enrol.passkey.none')}</p>
      {can && (
        <section class="card">
          <h2>{t('passkey.name')}</h2>
          <p>{t('enrol.passkey.why')}</p>
          <button type="button" class="button primary big" onClick={() => onWay('passkey')}>
            {t('passkey.make')}
          </button>
        </section>
      )}
      <section class="card">
        <h2>{t('totp.name')}</h2>
        <p>{t('enrol.totp.why')}</p>
        <button
          type="button"
          class={can ? 'button big' : 'button primary big'}
          onClick={() => onWay('totp')}
        >
          {t('totp.add')}
        </button>
      </section>
    </>
  )
}
