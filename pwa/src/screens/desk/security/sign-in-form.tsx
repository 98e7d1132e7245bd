import { useState } from 'preact/hooks'
import {
  type Stage,
  type Step,
  signIn,
  signInWithPasskey,
} from '../../../actions/desk/security/sign-in'
import { canPasskey } from '../../../actions/desk/security/webauthn'
import { Field } from '../../../components/field'
import { useOnce } from '../../../components/once'
import { Page } from '../../../components/page'
import { t, type Word } from '../../../i18n'
import { useLive } from '../../../queries'
import { isSigningOut } from '../../../queries/desk/leaving'
import { Check } from '../shared/check'
import { AskForm } from './ask-form'
import { type Failed, type Refused, refusedOf, waitOf } from './refused'

interface Props {
  /** The sentence that says why one stands here: a sign-in was not finished in time, or a page asked for it. */
  why: Word | null
  onIn: (stage: Stage, password: string | null) => void
}

/** Login and password, or a passkey alone. */
export function SignInForm({ why, onIn }: Props) {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const enter = async () => {
    if (!login.trim()) return { field: 'login', text: t('login.missing.name') }
    if (!password) return { field: 'password', text: t('login.missing.password') }
    const answer = await signIn(login.trim(), password)
    if (!answer.ok) return refused(answer)
    onIn(answer.stage, password)
    return null
  }
  return (
    <Page title={t('login.title')} under={<p class="soft">{t('login.for')}</p>}>
      {useLive(isSigningOut()) && (
        <p class="card look" role="status">
          {t('desk.sign_out.untold')}
        </p>
      )}
      {why && (
        <p class="card look" role="status">
          {t(why)}
        </p>
      )}
      <div class="card roomy">
        <AskForm big yes={t('login.take')} busy={t('login.busy')} send={enter}>
          {(wrong) => (
            <>
              <Field
                label={t('login.name')}
                autocomplete="username"
                autocapitalize="none"
                spellcheck={false}
                value={login}
                wrong={wrong('login')}
                onInput={setLogin}
              />
              <Field
                type={shown ? 'text' : 'password'}
                label={t('login.password')}
                autocomplete="current-password"
                value={password}
                wrong={wrong('password')}
                onInput={setPassword}
              />
              <Check label={t('login.show')} checked={shown} onChange={setShown} />
            </>
          )}
        </AskForm>
        {canPasskey() && <ByPasskey onIn={(stage) => onIn(stage, null)} />}
      </div>
      <p class="soft small">{t('login.forgot')}</p>
      <p>
        <a class="button plain start" href="/">
          {t('login.log_instead')}
        </a>
      </p>
    </Page>
  )
}

/** Slowed down, one is told for how long, and what else there is to do. */
function refused(answer: Failed): Refused {
  if (answer.problem !== 'too_many_attempts')
    return refusedOf(answer, { bad_credentials: 'password' })
  return {
    field: 'password',
    text: t('login.slow', { wait: waitOf(answer) }),
    instead: [
      ...(canPasskey() ? [t('login.slow.passkey', { passkey: t('login.passkey') })] : []),
      t('login.slow.reset'),
    ],
  }
}

function ByPasskey({ onIn }: { onIn: (stage: Stage) => void }) {
  const { busy, once } = useOnce()
  const [said, setSaid] = useState<Refused | null>(null)
  const ask = async () => {
    setSaid(null)
    const answer: Step = await signInWithPasskey()
    if (answer.ok) onIn(answer.stage)
    else setSaid(refusedOf(answer, { bad_factor: { text: t('factor.passkey.bad') } }))
  }
  return (
    <div class="stack">
      <p class="or soft" aria-hidden="true">
        <span>{t('login.or')}</span>
      </p>
      <button type="button" class="button big" disabled={busy} onClick={() => once(ask)}>
        {t(busy ? 'login.passkey.busy' : 'login.passkey')}
      </button>
      {said && (
        <p class={said.calm ? 'card quiet' : 'wrong'} role="alert">
          {said.text}
        </p>
      )}
    </div>
  )
}
