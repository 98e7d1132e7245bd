import { type Tab, Tabs } from '../frame'
import { useSignedIn } from './signed-in'

export { SignedIn } from './account'
export { deskRoutes } from './routes'

const DESK: Tab[] = [
  {
    href: '/desk',
    icon: 'chart',
    name: 'screen.name.desk',
    covers: ['/desk/session', '/desk/silent'],
  },
  { href: '/desk/teams', icon: 'team', name: 'screen.name.teams', covers: ['/desk/team'] },
  { href: '/desk/phones', icon: 'phone', name: 'screen.name.phones', covers: [] },
  { href: '/desk/attention', icon: 'alert', name: 'screen.name.attention', covers: [] },
  {
    href: '/desk/more',
    icon: 'more',
    name: 'screen.name.more',
    covers: ['/desk/units', '/desk/account', '/desk/catalogue'],
  },
]

const CARED_FOR = new Set(['/desk/teams', '/desk/phones', '/desk/attention'])

/** An administrator sees totals and keeps accounts, and looks after no team. */
export function DeskTabs() {
  const administers = useSignedIn()?.role === 'administrator'
  return <Tabs tabs={administers ? DESK.filter((tab) => !CARED_FOR.has(tab.href)) : DESK} />
}

/** What stands where a screen of the desk will, while it is found by its address. */
export const Nothing = () => null
