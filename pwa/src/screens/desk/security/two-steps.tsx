import { useState } from 'preact/hooks'
import { t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { Factors } from '../../lead/api-types'
import { useConfirmed } from './confirmed'
import { OwnPasskeys } from './own-passkeys'
import { OwnRecovery } from './own-recovery'
import { OwnTotp } from './own-totp'
import { RecoveryCodes } from './recovery-codes'

/** The second factors of the own account: passkeys, an authenticator app, recovery codes. */
export function TwoSteps({ login }: { login: string }) {
  const answer = useQuery('/api/account/factors')
  const { confirmed, sheet } = useConfirmed()
  const [codes, setCodes] = useState<string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} login={login} onKept={() => setCodes(null)} />
  const shared = { confirmed, onCodes: setCodes }
  return (
    <section class="card roomy no-print" aria-labelledby="two-steps">
      <div class="stack tight">
        <div class="spread">
          <h2 id="two-steps">{t('security.two_steps')}</h2>
          {answer.body && <State on={isOn(answer.body)} />}
        </div>
        <p class="soft">{t('security.two_steps.why')}</p>
      </div>
      <ServerAnswer answer={answer}>
        {(factors) => (
          <>
            {factors.demanded && <p>{t('security.two_steps.demanded')}</p>}
            <OwnPasskeys {...shared} passkeys={factors.passkeys} />
            <OwnTotp {...shared} login={login} since={factors.totp_since} />
            {isOn(factors) && <OwnRecovery {...shared} left={factors.recovery_left} />}
          </>
        )}
      </ServerAnswer>
      {sheet}
    </section>
  )
}

const isOn = ({ passkeys, totp_since }: Factors) => passkeys.length > 0 || totp_since !== null

const State = ({ on }: { on: boolean }) => (
  <span class={on ? 'tag good' : 'tag'}>{t(on ? 'security.on' : 'security.off')}</span>
)
