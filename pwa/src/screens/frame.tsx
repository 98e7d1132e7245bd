import type { ComponentChildren, ComponentType } from 'preact'
import { Icon, type IconName, Mark } from '../components/icon'
import { t, type Word } from '../i18n'
import { me, type Person, useLive } from '../queries'
import { arrivals } from '../queries/arrivals'
import { isDrawn } from './early'
import { address } from './router'
import { StatePill } from './state-pill'

export interface Tab {
  href: string
  icon: IconName
  name: Word
  /** Paths that belong under this tab. */
  covers: string[]
  /** How many things under it wait for the person. */
  n?: number
}

const PHONE: Tab[] = [
  {
    href: '/',
    icon: 'add',
    name: 'tab.home',
    covers: ['/log', '/count', '/guides', '/activities', '/papers'],
  },
  {
    href: '/sent',
    icon: 'list',
    name: 'tab.sent',
    covers: ['/visit', '/hand', '/take'],
  },
  { href: '/me', icon: 'person', name: 'tab.me', covers: ['/me/', '/j'] },
]

const OWN_TEAM: Tab = { href: '/team', icon: 'team', name: 'tab.own_team', covers: ['/team/'] }

interface Props {
  kind: 'phone' | 'desk' | 'none'
  /** What stands in the desk's frame, once its file is here. */
  desk: { SignedIn: ComponentType; DeskTabs: ComponentType } | null
  children: ComponentChildren
}

/** What stands around a screen: the sign, the state that is always visible, the tabs. */
export function Frame({ kind, desk, children }: Props) {
  const own = kind === 'desk' ? desk : null
  return (
    <div class={`shell ${kind}`}>
      <Top home={kind === 'desk' ? '/desk' : '/'}>
        {kind === 'phone' && <StatePill />}
        {own && <own.SignedIn />}
      </Top>
      {children}
      {own && <own.DeskTabs />}
      {kind === 'phone' && <PhoneTabs />}
    </div>
  )
}

export function Top({ home, children }: { home: string; children: ComponentChildren }) {
  return (
    <div class="top">
      <a class="brand" href={home}>
        <Mark />
        <span>{t('app.name')}</span>
      </a>
      {children}
    </div>
  )
}

export const isLead = ({ role, state }: Person): boolean => role === 'lead' && state === 'approved'

/** Who leads a team looks after it in a tab of its own. */
function PhoneTabs() {
  const who = useLive(me())?.current
  const leads = Boolean(who && isLead(who))
  const { waiting = [], reviews = 0 } = (isDrawn.value && useLive(arrivals())) || {}
  return <Tabs tabs={phoneTabs(leads, waiting.length + reviews)} />
}

/** `n`: how much waits for the lead; the screen of the team says of what it is made up. */
export function phoneTabs(leads: boolean, n: number): Tab[] {
  return leads ? [...PHONE.slice(0, 2), { ...OWN_TEAM, n }, ...PHONE.slice(2)] : PHONE
}

export function Tabs({ tabs }: { tabs: Tab[] }) {
  const path = tabPath()
  return (
    <nav class="tabs" aria-label={t('app.tabs')}>
      {tabs.map((tab) => {
        const here = path === tab.href || tab.covers.some((covered) => path.startsWith(covered))
        return (
          <a key={tab.href} href={tab.href} aria-current={here ? 'page' : undefined}>
            <Icon name={tab.icon} />
            {t(tab.name)}
            {tab.n ? (
              <>
                <span class="tag attention" aria-hidden="true">
                  {tab.n}
                </span>
                <span class="unseen">{t('tab.own_team.n', { n: tab.n })}</span>
              </>
            ) : null}
          </a>
        )
      })}
    </nav>
  )
}

/** Where a session was opened from, by the address's `from`: the way back leads there. */
export function cameFrom(): string {
  const from = address.value.query.get('from')
  return from === 'home' ? '/' : from === 'team' || from === 'visit' ? `/${from}` : '/sent'
}

/** Where the person is as far as tabs go: a session belongs under the screen that it was opened from. */
function tabPath(): string {
  const { path } = address.value
  return path.startsWith('/session/') ? cameFrom() : path
}
