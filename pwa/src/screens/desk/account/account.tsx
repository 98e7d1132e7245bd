import { useEffect } from 'preact/hooks'
import { signOut } from '../../../actions/desk/account'
import { refreshAccount } from '../../../actions/lead/desk'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { me, useLive } from '../../../queries'
import { signInAddress, unfinished, useSession } from '../../lead/signed-in'
import { address, go } from '../../router'

/** Who is signed in at the desk, and the way out. */
export function SignedIn() {
  const session = useSession()
  const account = session?.account ?? null
  const left = unfinished(session)
  const shared = Boolean(useLive(me())?.current)
  const signedIn = account !== null
  const path = address.value.path
  // On a phone that people have joined on, the server answers on without the account: whether the
  // session has ended is seen by asking for it.
  useEffect(() => {
    if (shared && signedIn) void refreshAccount()
  }, [shared, signedIn, path])
  // A sign-in that is not finished opens no screen: its next step stands where one signs in.
  useEffect(() => {
    if (left) go(signInAddress(), { replace: true })
  }, [left, path])
  if (!account) return null
  const leave = async () => {
    const { told } = await signOut()
    go('/desk/login')
    if (!(await told).ok) showSnackbar(t('desk.sign_out.untold'))
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
