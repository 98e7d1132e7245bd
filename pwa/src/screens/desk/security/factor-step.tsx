import { useState } from 'preact/hooks'
import {
  giveCode,
  giveRecoveryCode,
  type Stage,
  type Step,
  signInWithPasskey,
} from '../../../actions/desk/security/sign-in'
import { canPasskey } from '../../../actions/desk/security/webauthn'
import { Field } from '../../../components/field'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import type { Session } from '../../lead/api-types'
import { AskForm } from './ask-form'
import { CodeField, digitsOf, isCode } from './code-field'
import { OtherAccount } from './other-account'
import { type Refused, refusedOf } from './refused'

type Way = 'code' | 'passkey' | 'recovery'

interface Props {
  session: Session
  onStage: (stage: Stage) => void
  onExpired: () => void
}

/** After the password: the account's second factor, by whichever way there is. */
export function FactorStep({ session, onStage, onExpired }: Props) {
  const { factors = [] } = session
  const ways: Way[] = []
  if (factors.includes('totp')) ways.push('code')
  if (factors.includes('passkey') && canPasskey()) ways.push('passkey')
  if (factors.includes('recovery')) ways.push('recovery')
  const [chosen, setWay] = useState<Way>()
  const way = chosen ?? ways[0]
  const step = (answer: Step, wrong: Refused): Refused | null => {
    if (answer.ok) onStage(answer.stage)
    else if (answer.problem === 'unauthenticated') onExpired()
    else return refusedOf(answer, { bad_factor: wrong, too_many_attempts: wrong.field ?? '' })
    return null
  }
  return (
    <Page
      title={t('factor.title')}
      under={<p>{t('factor.of', { login: session.account.login })}</p>}
    >
      <div class="card roomy">
        {way === 'code' && <ByCode key="code" step={step} />}
        {way === 'passkey' && <ByPasskey key="passkey" step={step} />}
        {way === 'recovery' && <ByRecoveryCode key="recovery" step={step} />}
        {factors.includes('passkey') && !canPasskey() && way !== 'code' && (
          <p>{t('factor.passkey.none')}</p>
        )}
        {ways.length > 1 && (
          <div class="stack tight">
            {ways
              .filter((other) => other !== way)
              .map((other) => (
                <button
                  key={other}
                  type="button"
                  class="button plain start"
                  onClick={() => setWay(other)}
                >
                  {t(USE[other])}
                </button>
              ))}
          </div>
        )}
      </div>
      <p class="soft small">{t('factor.lost')}</p>
      <OtherAccount />
    </Page>
  )
}

const USE = {
  code: 'factor.use_code',
  passkey: 'factor.passkey',
  recovery: 'factor.use_recovery',
} as const

interface WayProps {
  step: (answer: Step, wrong: Refused) => Refused | null
}

function ByCode({ step }: WayProps) {
  const [code, setCode] = useState('')
  const send = async () => {
    if (!isCode(code)) return { field: 'code', text: t('factor.code.missing') }
    return step(await giveCode(digitsOf(code)), { field: 'code', text: t('factor.code.bad') })
  }
  return (
    <AskForm big begins yes={t('factor.take')} busy={t('factor.busy')} send={send}>
      {(wrong) => (
        <CodeField
          hint={t('factor.code.hint')}
          value={code}
          wrong={wrong('code')}
          onInput={setCode}
        />
      )}
    </AskForm>
  )
}

function ByPasskey({ step }: WayProps) {
  const send = async () => step(await signInWithPasskey(), { text: t('factor.passkey.bad') })
  return <AskForm big yes={t('factor.passkey')} busy={t('login.passkey.busy')} send={send} />
}

function ByRecoveryCode({ step }: WayProps) {
  const [code, setCode] = useState('')
  const send = async () => {
    const typed = code.trim()
    if (!typed) return { field: 'recovery', text: t('factor.recovery.missing') }
    const wrong = { field: 'recovery', text: t('factor.recovery.bad') }
    return step(await giveRecoveryCode(typed), wrong)
  }
  return (
    <AskForm big begins yes={t('factor.take')} busy={t('factor.busy')} send={send}>
      {(wrong) => (
        <Field
          label={t('factor.recovery')}
          hint={t('factor.recovery.hint')}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={40}
          value={code}
          wrong={wrong('recovery')}
          onInput={setCode}
        />
      )}
    </AskForm>
  )
}
