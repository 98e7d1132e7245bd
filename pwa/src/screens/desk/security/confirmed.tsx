import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { confirmPassword } from '../../../actions/desk/security/sign-in'
import type { Outcome } from '../../../actions/outcome'
import { Field } from '../../../components/field'
import { Sheet } from '../../../components/sheet'
import { t } from '../../../i18n'
import { useSignedIn } from '../../lead/signed-in'
import { AskForm } from './ask-form'
import { refusedOf } from './refused'

export interface Confirmed {
  /** Does it; where the server first wants to know who asks, asks for the password and does it again. */
  confirmed: <T>(act: () => Promise<Outcome<T>>) => Promise<Outcome<T>>
  sheet: ComponentChildren
}

export function useConfirmed(): Confirmed {
  const [asking, setAsking] = useState<{ tell: (yes: boolean) => void } | null>(null)
  const confirmed = async <T,>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const answer = await act()
    if (answer.ok || answer.problem !== 'confirm_first') return answer
    const yes = await new Promise<boolean>((tell) => setAsking({ tell }))
    setAsking(null)
    return yes ? await act() : answer
  }
  return { confirmed, sheet: asking && <ConfirmSheet tell={asking.tell} /> }
}

function ConfirmSheet({ tell }: { tell: (yes: boolean) => void }) {
  const account = useSignedIn()
  const [password, setPassword] = useState('')
  const send = async () => {
    if (!password) return { field: 'password', text: t('login.missing.password') }
    const answer = await confirmPassword(password)
    if (answer.ok) tell(true)
    else return refusedOf(answer, { wrong_password: 'password', too_many_attempts: 'password' })
    return null
  }
  return (
    <Sheet ask title={t('confirm.title')} onClose={() => tell(false)}>
      <div class="stack">
        <p>{t('confirm.why')}</p>
        <AskForm begins yes={t('confirm.take')} send={send} onCancel={() => tell(false)}>
          {(wrong) => (
            <>
              <input
                hidden
                readOnly
                type="text"
                autocomplete="username"
                value={account?.login ?? ''}
              />
              <Field
                type="password"
                label={t('login.password')}
                autocomplete="current-password"
                value={password}
                wrong={wrong('password')}
                onInput={setPassword}
              />
            </>
          )}
        </AskForm>
      </div>
    </Sheet>
  )
}
