import { useOnce } from '../../parts/once'
import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { signIn } from '../../actions/account'
import { Field } from '../../parts/field'
import { Page } from '../../parts/page'
import { useLive } from '../../queries'
import { leaving } from '../../queries/leaving'
import { problem, t } from '../../words'
import { address, go } from '../router'
import { Refusal, refusalOf, type Said } from './refusal'

/** The way in for coordinators; afterwards back to where they wanted to go. */
export function Login() {
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [said, setSaid] = useState<Said | null>(null)
  const { busy, once } = useOnce()
  const enter = async () => {
    if (!login.trim() || !password) return setSaid({ text: t('login.missing') })
    const answer = await signIn(login.trim(), password)
    if (!answer.ok) return setSaid(refusalOf(answer.problem, problem('unreachable')))
    const next = address.peek().query.get('next') ?? '/desk'
    go(/^\/desk(?![/]login)([/?]|$)/.test(next) ? next : '/desk', { replace: true })
  }
  return (
    <Page title={t('login.title')}>
      <p class="soft">{t('login.for')}</p>
      {useLive(leaving()) && (
        <p class="card look" role="status">
          {t('desk.sign_out.untold')}
        </p>
      )}
      <form
        class="card roomy"
        onSubmit={(event) => {
          event.preventDefault()
          void once(enter)
        }}
      >
        <Field
          label={t('login.name')}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          value={login}
          onInput={setLogin}
        />
        <Field
          type={shown ? 'text' : 'password'}
          label={t('login.password')}
          autocomplete="current-password"
          value={password}
          onInput={setPassword}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={shown}
            onChange={(event) => setShown(event.currentTarget.checked)}
          />
          <span>{t('login.show')}</span>
        </label>
        <Refusal said={said} />
        <button type="submit" class="button primary big" disabled={busy}>
          {t(busy ? 'login.busy' : 'login.take')}
        </button>
      </form>
      <p>
        <a class="button plain start" href="/">
          {t('login.log_instead')}
        </a>
      </p>
    </Page>
  )
}
