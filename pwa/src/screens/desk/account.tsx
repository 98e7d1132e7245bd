import { signOut } from '../../actions/account'
import { deskAnswer, deskKeys, useLive } from '../../queries'
import { t } from '../../words'
import { go } from '../router'
import type { Account } from './answers'

/** Who is signed in at the desk, and the way out. */
export function SignedIn() {
  const kept = useLive(deskAnswer<Account>(deskKeys.account()))
  if (!kept) return null
  const leave = async () => {
    await signOut()
    go('/desk/login')
  }
  return (
    <div class="signed-in">
      <a class="link small" href="/desk/account">
        {kept.body.account.name}
      </a>
      <button type="button" class="button plain" onClick={leave}>
        {t('desk.sign_out')}
      </button>
    </div>
  )
}
