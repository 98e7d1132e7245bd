import type { ComponentChildren } from 'preact'
import { Icon, type IconName, Mark } from '../parts/icon'
import { me, useLive } from '../queries'
import { t, type Word } from '../words'
import { SignedIn } from './desk/account'
import { useSignedIn } from './desk/signed-in'
import { address } from './router'
import { StatePill } from './state-pill'

interface Tab {
  href: string
  icon: IconName
  name: Word
  /** Paths that belong under this tab. */
  covers: string[]
}

const PHONE: Tab[] = [
  { href: '/', icon: 'add', name: 'tab.home', covers: ['/log'] },
  { href: '/sent', icon: 'list', name: 'tab.sent', covers: ['/session'] },
  { href: '/me', icon: 'person', name: 'tab.me', covers: ['/me/', '/j'] },
]

const CREW: Tab = { href: '/team', icon: 'team', name: 'tab.crew', covers: ['/team/'] }

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

interface Props {
  kind: 'phone' | 'desk' | 'none'
  children: ComponentChildren
}

/** What stands around a screen: the sign, the state that is always visible, the tabs. */
export function Frame({ kind, children }: Props) {
  return (
    <div class={`shell ${kind}`}>
      <div class="top">
        <a class="brand" href={kind === 'desk' ? '/desk' : '/'}>
          <Mark />
          <span>{t('app.name')}</span>
        </a>
        {kind === 'phone' && <StatePill />}
        {kind === 'desk' && <SignedIn />}
      </div>
      {children}
      {kind === 'desk' && <DeskTabs />}
      {kind === 'phone' && <PhoneTabs />}
    </div>
  )
}

/** An administrator sees totals and keeps accounts, and looks after no team. */
function DeskTabs() {
  const administers = useSignedIn()?.role === 'administrator'
  return <Tabs tabs={administers ? DESK.filter((tab) => !CARED_FOR.has(tab.href)) : DESK} />
}

/** Who leads a team looks after it in a tab of its own. */
function PhoneTabs() {
  const who = useLive(me())?.current
  const leads = who?.role === 'lead' && who.state === 'approved'
  return <Tabs tabs={leads ? [...PHONE.slice(0, 2), CREW, ...PHONE.slice(2)] : PHONE} />
}

function Tabs({ tabs }: { tabs: Tab[] }) {
  const path = address.value.path
  return (
    <nav class="tabs" aria-label={t('app.tabs')}>
      {tabs.map((tab) => {
        const here = path === tab.href || tab.covers.some((covered) => path.startsWith(covered))
        return (
          <a key={tab.href} href={tab.href} aria-current={here ? 'page' : undefined}>
            <Icon name={tab.icon} />
            {t(tab.name)}
          </a>
        )
      })}
    </nav>
  )
}
