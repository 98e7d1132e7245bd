import './words'
import '../../../styles/security.css'
import { useEffect, useState } from 'preact/hooks'
import {
  checkReset,
  type ResetOf,
  resetPassword,
  takeResetToken,
} from '../../../actions/desk/security/reset'
import { Page } from '../../../components/page'
import { t } from '../../../i18n'
import { PasswordForm } from './password-form'
import { type Refused, refusedOf } from './refused'

type Step =
  | { at: 'looking' }
  | { at: 'no'; why: Refused; token: string | null }
  | { at: 'asks'; token: string; of: ResetOf }
  | { at: 'done'; of: ResetOf }

/** Where a reset link leads: whose password it sets, the new one twice, then to sign in. */
export function Reset() {
  const [step, setStep] = useState<Step>({ at: 'looking' })
  const look = async (token: string | null) => {
    if (!token) return setStep({ at: 'no', token, why: { text: t('reset.none') } })
    setStep({ at: 'looking' })
    const answer = await checkReset(token)
    if (answer.ok) return setStep({ at: 'asks', token, of: answer.of })
    const calm = answer.problem !== 'reset_unknown'
    setStep({ at: 'no', token: calm ? token : null, why: refusedOf(answer, OVER()) })
  }
  // on arriving, and when another link is opened while this screen stands
  useEffect(() => {
    const take = () => {
      const token = takeResetToken()
      if (token) void look(token)
    }
    void look(takeResetToken())
    addEventListener('hashchange', take)
    return () => removeEventListener('hashchange', take)
  }, [])
  return (
    <Page title={t(step.at === 'done' ? 'made.done' : 'screen.name.reset')}>
      {step.at === 'looking' && (
        <p class="card quiet" role="status">
          {t('reset.looking')}
        </p>
      )}
      {step.at === 'no' && <No {...step} onAgain={() => look(step.token)} />}
      {step.at === 'asks' && (
        <Asks
          {...step}
          onOver={() => setStep({ at: 'no', token: null, why: { text: t('reset.over') } })}
          onDone={() => setStep({ at: 'done', of: step.of })}
        />
      )}
      {step.at === 'done' && <Done of={step.of} />}
    </Page>
  )
}

const OVER = () => ({ reset_unknown: { text: t('reset.over') } })

function No({ why, token, onAgain }: { why: Refused; token: string | null; onAgain: () => void }) {
  return (
    <>
      <p class={why.calm ? 'card quiet' : 'card look'} role="alert">
        {why.text}
      </p>
      <p>
        {token ? (
          <button type="button" class="button" onClick={onAgain}>
            {t('do.again')}
          </button>
        ) : (
          <a class="button" href="/desk/login">
            {t('reset.sign_in')}
          </a>
        )}
      </p>
    </>
  )
}

interface AsksProps {
  token: string
  of: ResetOf
  onOver: () => void
  onDone: () => void
}

function Asks({ token, of, onOver, onDone }: AsksProps) {
  return (
    <div class="card roomy">
      <dl class="facts">
        <dt>{t('reset.of')}</dt>
        <dd>{`${of.name} (${of.login})`}</dd>
      </dl>
      <PasswordForm
        big
        login={of.login}
        shortest={null}
        old={null}
        yes={t('reset.take')}
        save={(_, wanted) => resetPassword(token, wanted)}
        onRefused={(code) => {
          if (code !== 'reset_unknown') return false
          onOver()
          return true
        }}
        onDone={onDone}
      />
    </div>
  )
}

function Done({ of }: { of: ResetOf }) {
  // The form is gone, and with it the focus.
  useEffect(() => document.querySelector('h1')?.focus(), [])
  return (
    <>
      <div class="card calm" role="status">
        <p>{t('reset.done', { login: of.login })}</p>
        <p>{t('reset.done.why')}</p>
      </div>
      <p>
        <a class="button primary big" href="/desk/login">
          {t('reset.sign_in')}
        </a>
      </p>
    </>
  )
}
