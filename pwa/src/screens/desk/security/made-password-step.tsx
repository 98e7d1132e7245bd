import { changeOwnPassword, type Stage } from '../../../actions/desk/security/sign-in'
import { Page } from '../../../components/page'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import type { Session } from '../../lead/api-types'
import { OtherAccount } from './other-account'
import { PasswordForm, shortestFor } from './password-form'

interface Props {
  session: Session
  /** What was typed a moment ago; null when the page was loaded anew since. */
  old: string | null
  onStage: (stage: Stage) => void
  onExpired: () => void
}

/** A password that somebody else made opens nothing but this. */
export function MadePasswordStep({ session, old, onStage, onExpired }: Props) {
  const { login, role } = session.account
  let stage: Stage = 'ready'
  return (
    <Page title={t('made.title')} under={<p>{t('made.why')}</p>}>
      <div class="card">
        <PasswordForm
          big
          login={login}
          shortest={shortestFor(role)}
          old={old ? null : t('made.old')}
          yes={t('made.take')}
          save={async (typed, wanted) => {
            const answer = await changeOwnPassword(old ?? typed, wanted)
            if (answer.ok) stage = answer.stage
            return answer
          }}
          onRefused={(code) => {
            if (code !== 'unauthenticated') return false
            onExpired()
            return true
          }}
          onDone={() => {
            showSnackbar(t('made.done'))
            onStage(stage)
          }}
        />
      </div>
      <OtherAccount />
    </Page>
  )
}
