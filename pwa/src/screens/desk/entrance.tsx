import coordinators from 'virtual:words/coordinators'
import lead from 'virtual:words/lead'
import { useEffect } from 'preact/hooks'
import { refreshDataRequests } from '../../actions/desk/data-requests'
import { refreshEnrolments, refreshReview } from '../../actions/lead/desk'
import { addWords } from '../../i18n'
import { DESK_PRACTICE } from '../../practice'
import { environment, me, screenLock } from '../../queries'
import { deskAnswer, deskKeys } from '../../queries/desk-answer'
import { type Tab, Tabs } from '../frame'
import type { Account } from '../lead/api-types'
import { AT_FIRST } from '../lead/review/page-size'
import { useResumeAccepted } from '../lead/review/use-resume-accepted'
import { useSignedIn } from '../lead/signed-in'
import { later, type Route } from '../route'
import { address } from '../router'
import { openDeskPractice } from './practice'
import { useWaiting } from './shared/use-waiting'
import { useSidebar } from './shared/use-wide'

export { SignedIn } from './account/account'
export { deskRoutes } from './routes'

addWords({ ...lead, ...coordinators })
if (DESK_PRACTICE) openDeskPractice()

/** Below a page there is no room for these: there *Thêm* leads to them. */
const BESIDE: Tab[] = [
  { href: '/desk/report', icon: 'file', name: 'screen.name.report', covers: [] },
  { href: '/desk/targets', icon: 'check', name: 'screen.name.targets', covers: [] },
]

const DESK: Tab[] = [
  {
    href: '/desk',
    icon: 'chart',
    name: 'screen.name.desk',
    covers: ['/desk/session', '/desk/silent', '/desk/briefing'],
  },
  {
    href: '/desk/teams',
    icon: 'team',
    name: 'screen.name.teams',
    covers: ['/desk/team', '/desk/members'],
  },
  {
    href: '/desk/phones',
    icon: 'phone',
    name: 'tab.phones',
    told: 'own_team.waiting.n',
    covers: [],
  },
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
      '/desk/activity',
      '/desk/papers',
      '/desk/codes',
      '/desk/sites',
      '/desk/data-requests',
    ],
  },
]

/** What can be practised. */
const PRACTISED = new Set(['/desk', '/desk/phones', '/desk/attention'])

const CARED_FOR = new Set(['/desk/teams', '/desk/phones', '/desk/attention'])

/** An administrator sees totals and keeps accounts, and looks after no team. */
export function DeskTabs() {
  const administers = useSignedIn()?.role === 'administrator'
  const beside = useSidebar() && !administers
  const waiting = useAskedWaiting()
  const tabs = DESK.map((tab) => ({ ...tab, n: waiting[tab.href] ?? 0 }))
  if (administers) return <Tabs tabs={tabs.filter((tab) => !CARED_FOR.has(tab.href))} />
  if (DESK_PRACTICE)
    return <Tabs tabs={[...tabs.filter(({ href }) => PRACTISED.has(href)), ...BESIDE]} />
  if (!beside) return <Tabs tabs={tabs} />
  const [first, ...others] = tabs.map(withoutBeside)
  return <Tabs tabs={first ? [first, ...BESIDE, ...others] : []} />
}

/** What has a tab of its own lies under no other one. */
const withoutBeside = (tab: Tab): Tab => ({
  ...tab,
  covers: tab.covers.filter((path) => !BESIDE.some(({ href }) => href === path)),
})

/** How much waits for somebody under a tab; asked for again on the first screen. */
function useAskedWaiting(): Record<string, number> {
  const account = useSignedIn()
  const first = address.value.path === '/desk'
  const looksAfter = account !== null && account.role !== 'administrator'
  useEffect(() => {
    if (!looksAfter) return
    void refreshEnrolments()
    void refreshReview({ limit: AT_FIRST })
    void refreshDataRequests('open')
  }, [looksAfter, account?.id, first])
  useResumeAccepted(looksAfter, () => void refreshReview({ limit: AT_FIRST }))
  const waiting = useWaiting()
  if (!waiting) return {}
  const { phones, reviews, requests } = waiting
  return { '/desk/phones': phones, '/desk/attention': reviews, '/desk/more': requests }
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
