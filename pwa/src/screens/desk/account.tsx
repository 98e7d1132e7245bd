import { signOut } from '../../actions/account'
import { say } from '../../parts/snackbar'
import { t } from '../../words'
import { go } from '../router'
import { useSignedIn } from './signed-in'

/** Who is signed in at the desk, and the way out. */
export function SignedIn() {
  const account = useSignedIn()
  if (!account) return null
  const leave = async () => {
    const telling = signOut()
    go('/desk/login')
    if (!(await telling).ok) say(t('desk.sign_out.untold'))
  }
  return (
    <div class="signed-in">
      <a class="link small" href="/desk/account">
        {account.name}
      </a>
      <button type="button" class="button plain" onClick={leave}>
        {t('desk.sign_out')}
      </button>
    </div>
  )
}
