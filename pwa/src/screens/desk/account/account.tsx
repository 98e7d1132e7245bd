import { useEffect } from 'preact/hooks'
import { signOut } from '../../../actions/desk/account'
import { refreshAnswer } from '../../../actions/lead/refresh'
import { showSnackbar } from '../../../components/snackbar'
import { t } from '../../../i18n'
import { DESK_PRACTICE } from '../../../practice'
import { forgetAnswers } from '../../../queries'
import { signInAddress, unfinished, useSession } from '../../lead/signed-in'
import { address, go } from '../../router'
import { SessionExpiry } from './session-expiry'
import { isSigningInAgain } from './sign-in-dialog'

/** Who is signed in at the desk, and the way out. */
export function SignedIn() {
  const session = useSession()
  const account = session?.account ?? null
  const left = unfinished(session)
  const signedIn = account !== null
  const { path, query } = address.value
  const asked = `${path}?${query}`
  // Whoever is signed in is asked for with each screen: the unit may have become another one meanwhile,
  // and on a phone that people have joined on the server answers on without the account when the session
  // has ended.
  useEffect(() => {
    if (signedIn) void refreshAnswer('/api/session')
  }, [signedIn, asked])
  // A sign-in that is not finished opens no screen: its next step stands where one signs in.
  const again = isSigningInAgain()
  useEffect(() => {
    if (left && !again) go(signInAddress(), { replace: true })
  }, [left, again, path])
  if (!account) return null
  if (DESK_PRACTICE) return <p class="signed-in small">{account.name}</p>
  const leave = async () => {
    const { told } = await signOut()
    forgetAnswers()
    go('/desk/login')
    if (!(await told).ok) showSnackbar(t('desk.sign_out.untold'))
  }
  return (
    <div class="signed-in">
      <SessionExpiry />
      <a class="link small" href="/desk/account">
        {account.name}
      </a>
      <button type="button" class="button plain" onClick={leave}>
        {t('desk.sign_out')}
      </button>
    </div>
  )
}
