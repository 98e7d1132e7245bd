import coordinators from 'virtual:words/coordinators'
import lead from 'virtual:words/lead'
import { useEffect } from 'preact/hooks'
import { refreshAnswer } from '../../actions/lead/refresh'
import { addWords } from '../../i18n'
import { DESK_PRACTICE } from '../../practice'
import { environment, me, screenLock } from '../../queries'
import { deskAnswer } from '../../queries/desk-answer'
import { AT_FIRST } from '../lead/review/page-size'
import { useResumeAccepted } from '../lead/review/use-resume-accepted'
import { useSignedIn } from '../lead/signed-in'
import { later, type Route } from '../route'
import { address } from '../router'
import { Navigation } from './navigation'
import { openDeskPractice } from './practice'
import { refreshWaiting } from './shared/use-waiting'

export { SignedIn } from './account/account'
export { deskRoutes } from './routes'

addWords({ ...lead, ...coordinators })
if (DESK_PRACTICE) openDeskPractice()

/** The navigation; what waits is fetched again on the first screen. */
export function DeskTabs() {
  const account = useSignedIn()
  const first = address.value.path === '/desk'
  const looksAfter = account !== null && account.role !== 'administrator'
  useEffect(() => {
    if (looksAfter) void refreshWaiting()
  }, [looksAfter, account?.id, first])
  useResumeAccepted(looksAfter, () => void refreshAnswer('/api/review', { limit: AT_FIRST }))
  return <Navigation />
}

/**
 * Whether the desk is open: to an account that has signed in, and to the lead who holds the phone. Cookies
 * of an account alone, whose answers the browser has lost, open nothing.
 */
export function door(): 'open' | 'locked' | 'closed' | 'unknown' {
  const signedIn = deskAnswer('/api/session').value
  if (signedIn) return 'open'
  if (signedIn === undefined && !environment().value.storageProblem) return 'unknown'
  const lock = screenLock()
  const who = me().value?.current
  if (lock !== 'open') return lock
  if (!who) return DESK_PRACTICE ? 'open' : 'closed'
  return who.role === 'lead' && who.state === 'approved' ? 'open' : 'closed'
}

/** What stands in the place of every screen of a desk that is closed. */
export const closed: Route = {
  path: '*',
  name: 'me.desk',
  frame: 'phone',
  load: later(
    () => import('./account/closed'),
    (m) => m.Closed,
  ),
}

/** What stands where a screen of the desk will, while it is found by its address. */
export const Nothing = () => null
