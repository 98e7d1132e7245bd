import { useEffect, useState } from 'preact/hooks'
import { beginTotp, confirmTotp, type NewTotp } from '../../../actions/desk/security/factors'
import { Copy } from '../../../components/copy'
import { Qr } from '../../../components/lead/qr'
import { t } from '../../../i18n'
import { AskForm } from './ask-form'
import { CodeField, digitsOf, isCode } from './code-field'
import type { Confirmed } from './confirmed'
import { type Refused, refusedOf } from './refused'

interface Props {
  login: string
  confirmed: Confirmed['confirmed']
  onDone: (recovery: string[] | null) => void
  onCancel: () => void
}

/** "JBSWY3DPEHPK3PXP" → "JBSW Y3DP EHPK 3PXP", as one types it. */
export const inFours = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ')

/** An authenticator app: the code to scan or the key to type, then the first six digits. */
export function TotpSetup({ login, confirmed, onDone, onCancel }: Props) {
  const [totp, setTotp] = useState<NewTotp | null>(null)
  const [trouble, setTrouble] = useState<Refused | null>(null)
  const begin = async () => {
    setTrouble(null)
    const answer = await confirmed(beginTotp)
    if (answer.ok) setTotp(answer.totp)
    else setTrouble(refusedOf(answer))
  }
  useEffect(() => void begin(), [])
  if (!totp) {
    return (
      <div class="stack">
        <p role="status">{trouble?.text ?? t('app.loading')}</p>
        <p class="row">
          {trouble && (
            <button type="button" class="button" onClick={begin}>
              {t('do.again')}
            </button>
          )}
          <button type="button" class="button plain" onClick={onCancel}>
            {t('do.close')}
          </button>
        </p>
      </div>
    )
  }
  return (
    <ol class="steps">
      <li>
        <div class="stack grows">
          <p>{t('totp.scan')}</p>
          <div class="totp-qr">
            <Qr text={totp.uri} label={t('totp.qr', { login })} />
          </div>
          <p class="on-phones">
            <a class="button" href={totp.uri}>
              {t('totp.open')}
            </a>
          </p>
          <p>{t('totp.secret')}</p>
          <p class="totp-secret">{inFours(totp.secret)}</p>
          <p>
            <Copy text={totp.secret} label={t('totp.secret.copy')} />
          </p>
        </div>
      </li>
      <li>
        <div class="stack grows">
          <p>{t('totp.type')}</p>
          <Confirm confirmed={confirmed} onDone={onDone} onCancel={onCancel} />
        </div>
      </li>
    </ol>
  )
}

function Confirm({ confirmed, onDone, onCancel }: Omit<Props, 'login'>) {
  const [code, setCode] = useState('')
  const send = async () => {
    if (!isCode(code)) return { field: 'code', text: t('factor.code.missing') }
    const answer = await confirmed(() => confirmTotp(digitsOf(code)))
    if (!answer.ok) {
      const bad = { field: 'code', text: t('totp.bad') }
      return refusedOf(answer, { bad_factor: bad, too_many_attempts: 'code' })
    }
    onDone(answer.recovery)
    return null
  }
  return (
    <AskForm yes={t('totp.take')} send={send} onCancel={onCancel}>
      {(wrong) => <CodeField value={code} wrong={wrong('code')} onInput={setCode} />}
    </AskForm>
  )
}
