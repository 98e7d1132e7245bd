import { Home } from './home/home'
import { later, type Route, SOME_ID } from './route'

/** Every screen but the desk's, which brings its own. */
export const routes: Route[] = [
  { path: '/', example: '/', name: 'screen.name.home', frame: 'phone', load: async () => Home },
  {
    path: '/log/:service',
    example: '/log/new',
    name: 'screen.name.log',
    frame: 'phone',
    load: later(
      () => import('./log/log'),
      (m) => m.Log,
    ),
  },
  {
    path: '/count',
    example: '/count',
    name: 'screen.name.count',
    frame: 'phone',
    load: later(
      () => import('./crowd/count'),
      (m) => m.CountPeople,
    ),
  },
  {
    path: '/guides',
    example: '/guides',
    name: 'screen.name.guides',
    frame: 'phone',
    load: later(
      () => import('./guides/guides'),
      (m) => m.Guides,
    ),
  },
  {
    path: '/guides/:code',
    example: '/guides/QUYTAC',
    name: 'screen.name.guide',
    frame: 'phone',
    load: later(
      () => import('./guides/guide'),
      (m) => m.ReadGuide,
    ),
  },
  {
    path: '/session/:id',
    example: `/session/${SOME_ID}`,
    name: 'screen.name.session',
    frame: 'phone',
    load: later(
      () => import('./session/session'),
      (m) => m.Session,
    ),
  },
  {
    path: '/r/:code',
    example: '/r/AAAAAAAAAA',
    name: 'screen.name.snapshot',
    frame: 'none',
    load: later(
      () => import('./desk/totals/snapshot'),
      (m) => m.Snapshot,
    ),
  },
  {
    path: '/sent',
    example: '/sent',
    name: 'screen.name.sent',
    frame: 'phone',
    load: later(
      () => import('./sent/sent'),
      (m) => m.Sent,
    ),
  },
  {
    path: '/hand',
    example: '/hand',
    name: 'screen.name.hand',
    frame: 'phone',
    load: later(
      () => import('./hand/hand'),
      (m) => m.Hand,
    ),
  },
  {
    path: '/take',
    example: '/take',
    name: 'screen.name.take',
    frame: 'phone',
    load: later(
      () => import('./hand/take'),
      (m) => m.Take,
    ),
  },
  {
    path: '/visit',
    example: '/visit',
    name: 'screen.name.visit',
    frame: 'phone',
    load: later(
      () => import('./visit/visit'),
      (m) => m.FindVisit,
    ),
  },
  {
    path: '/j',
    example: '/j',
    name: 'screen.name.join',
    frame: 'phone',
    load: later(
      () => import('./join/join'),
      (m) => m.Join,
    ),
  },
  {
    path: '/me',
    example: '/me',
    name: 'screen.name.me',
    frame: 'phone',
    load: later(
      () => import('./me/me'),
      (m) => m.Mine,
    ),
  },
  {
    path: '/me/numbers',
    example: '/me/numbers',
    name: 'screen.name.numbers',
    frame: 'phone',
    load: later(
      () => import('./me/numbers'),
      (m) => m.Numbers,
    ),
  },
  {
    path: '/me/rules',
    example: '/me/rules',
    name: 'screen.name.rules',
    frame: 'phone',
    load: later(
      () => import('./me/duties'),
      (m) => m.Rules,
    ),
  },
  {
    path: '/me/privacy',
    example: '/me/privacy',
    name: 'screen.name.privacy',
    frame: 'phone',
    load: later(
      () => import('./me/privacy'),
      (m) => m.Privacy,
    ),
  },
  {
    path: '/team',
    example: '/team',
    name: 'screen.name.crew',
    frame: 'phone',
    load: later(
      () => import('./team/team'),
      (m) => m.Crew,
    ),
  },
  {
    path: '/team/phones',
    example: '/team/phones',
    name: 'screen.name.crew_phones',
    frame: 'phone',
    load: later(
      () => import('./team/phones'),
      (m) => m.CrewPhones,
    ),
  },
  {
    path: '/team/attention',
    example: '/team/attention',
    name: 'screen.name.attention',
    frame: 'phone',
    load: later(
      () => import('./team/attention'),
      (m) => m.CrewAttention,
    ),
  },
  {
    path: '/team/members',
    example: '/team/members',
    name: 'screen.name.crew_members',
    frame: 'phone',
    load: later(
      () => import('./team/members'),
      (m) => m.CrewMembers,
    ),
  },
  {
    path: '/team/invite',
    example: '/team/invite',
    name: 'screen.name.crew_invite',
    frame: 'phone',
    load: later(
      () => import('./team/invite'),
      (m) => m.CrewInvite,
    ),
  },
]

/** What stands before every screen of a person who has locked it with a PIN. */
export const lock: Route = {
  path: '*',
  example: '/',
  name: 'app.name',
  frame: 'none',
  load: later(
    () => import('./lock/lock'),
    (m) => m.Lock,
  ),
}

/** What is shown for an address that no screen has. */
export const missing: Route = {
  path: '*',
  example: '/khong-co',
  name: 'screen.name.missing',
  frame: 'phone',
  load: later(
    () => import('./missing'),
    (m) => m.Missing,
  ),
}

/** The same at the desk, with the desk's tabs. */
export const missingAtDesk: Route = {
  ...missing,
  path: '*',
  example: '/desk/khong-co',
  frame: 'desk',
}
