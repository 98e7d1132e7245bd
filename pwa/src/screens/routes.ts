import type { ComponentType } from 'preact'
import { Home } from './home/home'
import { later, type Route, type ScreenProps } from './route'

type Screen<M> = (screens: M) => ComponentType<ScreenProps>

const phone = (pick: Screen<typeof import('./phone')>) => later(() => import('./phone'), pick)
const lead = (pick: Screen<typeof import('./team/screens')>) =>
  later(() => import('./team/screens'), pick)

/** Every screen but the desk's, which brings its own. */
export const routes: Route[] = [
  { path: '/', name: 'tab.home', frame: 'phone', load: async () => Home },
  {
    path: '/log/:service',
    name: 'screen.name.log',
    frame: 'phone',
    load: later(
      () => import('./log/log'),
      (m) => m.Log,
    ),
  },
  {
    path: '/count',
    name: 'screen.name.count',
    frame: 'phone',
    load: later(
      () => import('./crowd/count'),
      (m) => m.CountPeople,
    ),
  },
  { path: '/guides', name: 'screen.name.guides', frame: 'phone', load: phone((m) => m.Guides) },
  {
    path: '/guides/:code',
    name: 'screen.name.guide',
    frame: 'phone',
    load: phone((m) => m.ReadGuide),
  },
  {
    path: '/session/:id',
    name: 'screen.name.session',
    frame: 'phone',
    load: phone((m) => m.Session),
  },
  {
    path: '/r/:code',
    name: 'screen.name.snapshot',
    frame: 'none',
    load: later(
      () => import('./desk/totals/snapshot'),
      (m) => m.Snapshot,
    ),
  },
  { path: '/sent', name: 'tab.sent', frame: 'phone', load: phone((m) => m.Sent) },
  { path: '/hand', name: 'screen.name.hand', frame: 'phone', load: phone((m) => m.Hand) },
  { path: '/take', name: 'screen.name.take', frame: 'phone', load: phone((m) => m.Take) },
  { path: '/visit', name: 'screen.name.visit', frame: 'phone', load: phone((m) => m.FindVisit) },
  {
    path: '/j',
    name: 'do.join',
    frame: 'phone',
    load: later(
      () => import('./join/join'),
      (m) => m.Join,
    ),
  },
  { path: '/me', name: 'tab.me', frame: 'phone', load: phone((m) => m.Mine) },
  {
    path: '/me/numbers',
    name: 'screen.name.numbers',
    frame: 'phone',
    load: phone((m) => m.Numbers),
  },
  { path: '/me/rules', name: 'screen.name.rules', frame: 'phone', load: phone((m) => m.Rules) },
  {
    path: '/me/privacy',
    name: 'screen.name.privacy',
    frame: 'phone',
    load: phone((m) => m.Privacy),
  },
  { path: '/team', name: 'screen.name.own_team', frame: 'phone', load: lead((m) => m.OwnTeam) },
  {
    path: '/team/phones',
    name: 'screen.name.own_team_phones',
    frame: 'phone',
    load: lead((m) => m.OwnTeamPhones),
  },
  {
    path: '/team/attention',
    name: 'screen.name.attention',
    frame: 'phone',
    load: lead((m) => m.OwnTeamAttention),
  },
  {
    path: '/team/members',
    name: 'screen.name.own_team_members',
    frame: 'phone',
    load: lead((m) => m.OwnTeamMembers),
  },
  {
    path: '/team/gather',
    name: 'screen.name.own_team_gather',
    frame: 'phone',
    load: later(
      () => import('./gather/gather'),
      (m) => m.OwnTeamGather,
    ),
  },
  {
    path: '/team/invite',
    name: 'screen.name.own_team_invite',
    frame: 'phone',
    load: lead((m) => m.OwnTeamInvite),
  },
]

/** What stands before every screen of a person who has locked it with a PIN. */
export const lock: Route = {
  path: '*',
  name: 'app.name',
  frame: 'none',
  load: phone((m) => m.Lock),
}

/** What is shown for an address that no screen has. */
export const notFound: Route = {
  path: '*',
  name: 'screen.name.missing',
  frame: 'phone',
  load: phone((m) => m.NotFound),
}

/** The same at the desk, with the desk's tabs. */
export const notFoundAtDesk: Route = { ...notFound, frame: 'desk' }
