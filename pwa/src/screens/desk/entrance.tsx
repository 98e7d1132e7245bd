import coordinators from 'virtual:words/coordinators'
import lead from 'virtual:words/lead'
import { useEffect } from 'preact/hooks'
import { refreshEnrolments, refreshReview } from '../../actions/lead/desk'
import { addWords } from '../../i18n'
import { environment, me, screenLock, useLive } from '../../queries'
import { deskAnswer, deskKeys } from '../../queries/desk-answer'
import { type Tab, Tabs } from '../frame'
import type { Account, EnrolmentRow, ReviewPage, Rows } from '../lead/api-types'
import { AT_FIRST } from '../lead/review/page-size'
import { useSignedIn } from '../lead/signed-in'
import { later, type Route } from '../route'
import { address } from '../router'

export { SignedIn } from './account/account'
export { deskRoutes } from './routes'

addWords({ ...lead, ...coordinators })

const DESK: Tab[] = [
  {
    href: '/desk',
    icon: 'chart',
    name: 'screen.name.desk',
    covers: ['/desk/session', '/desk/silent'],
  },
  {
    href: '/desk/teams',
    icon: 'team',
    name: 'screen.name.teams',
    covers: ['/desk/team', '/desk/members'],
  },
  { href: '/desk/phones', icon: 'phone', name: 'tab.phones', covers: [] },
  {
    href: '/desk/attention',
    icon: 'alert',
    name: 'screen.name.attention',
    told: 'review.waiting.n',
    covers: [],
  },
  {
    href: '/desk/more',
    icon: 'more',
    name: 'screen.name.more',
    covers: [
      '/desk/units',
      '/desk/account',
      '/desk/catalogue',
      '/desk/guides',
      '/desk/take',
      '/desk/targets',
      '/desk/indicators',
      '/desk/report',
      '/desk/trail',
      '/desk/activities',
    ],
  },
]

const CARED_FOR = new Set(['/desk/teams', '/desk/phones', '/desk/attention'])

/** An administrator sees totals and keeps accounts, and looks after no team. */
export function DeskTabs() {
  const administers = useSignedIn()?.role === 'administrator'
  const waiting = useWaiting()
  const tabs = DESK.map((tab) => ({ ...tab, n: waiting[tab.href] ?? 0 }))
  return <Tabs tabs={administers ? tabs.filter((tab) => !CARED_FOR.has(tab.href)) : tabs} />
}

const REVIEW = deskKeys.review({ limit: AT_FIRST })

/** How much waits for somebody under a tab, as the server last said; asked for again on the first screen. */
function useWaiting(): Record<string, number> {
  const account = useSignedIn()
  const first = address.value.path === '/desk'
  const looksAfter = account !== null && account.role !== 'administrator'
  useEffect(() => {
    if (!looksAfter) return
    void refreshEnrolments()
    void refreshReview({ limit: AT_FIRST })
  }, [looksAfter, account?.id, first])
  const phones = useLive(deskAnswer<Rows<EnrolmentRow>>(deskKeys.enrolments()))?.body.rows.length
  const reviews = useLive(deskAnswer<ReviewPage>(REVIEW))?.body.total
  return looksAfter ? { '/desk/phones': phones ?? 0, '/desk/attention': reviews ?? 0 } : {}
}

/**
 * Whether the desk is open. Who has signed in comes in by a door of the own; anybody else only as
 * who holds the phone: `closed` to who leads no team. Without anybody the server asks for a login.
 */
export function door(): 'open' | 'locked' | 'closed' | 'unknown' {
  const signedIn = deskAnswer<Account>(deskKeys.account()).value
  if (signedIn) return 'open'
  if (signedIn === undefined && !environment().value.storageProblem) return 'unknown'
  const lock = screenLock()
  const who = me().value?.current
  if (lock !== 'open' || !who) return lock
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
