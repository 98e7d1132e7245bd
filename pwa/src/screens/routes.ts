import type { ComponentType } from 'preact'
import { loadLaterWords, type Word } from '../words'
import { Home } from './home/home'
import type { Params } from './router'

export interface ScreenProps {
  params: Params
}

export interface Route {
  path: string
  /** A path that shows the screen, for whoever goes through all of them. */
  example: string
  name: Word
  /** Which tabs stand at the foot: the phone's, the desk's, or none. */
  frame: 'phone' | 'desk' | 'none'
  load: () => Promise<ComponentType<ScreenProps>>
}

const SOME_ID = '00000000-0000-4000-8000-000000000001'

/** A screen that comes with its own file, and the sentences that only later screens need. */
function later<M>(load: () => Promise<M>, pick: (module: M) => ComponentType<ScreenProps>) {
  return async () => {
    const [module] = await Promise.all([load(), loadLaterWords()])
    return pick(module)
  }
}

/** Every screen there is. */
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
  {
    path: '/desk',
    example: '/desk',
    name: 'screen.name.desk',
    frame: 'desk',
    load: later(
      () => import('./desk/totals'),
      (m) => m.Totals,
    ),
  },
  {
    path: '/desk/login',
    example: '/desk/login',
    name: 'screen.name.login',
    frame: 'none',
    load: later(
      () => import('./desk/login'),
      (m) => m.Login,
    ),
  },
  {
    path: '/desk/sessions',
    example: '/desk/sessions',
    name: 'screen.name.desk_sessions',
    frame: 'desk',
    load: later(
      () => import('./desk/sessions'),
      (m) => m.Sessions,
    ),
  },
  {
    path: '/desk/session/:id',
    example: `/desk/session/${SOME_ID}`,
    name: 'screen.name.desk_session',
    frame: 'desk',
    load: later(
      () => import('./desk/session'),
      (m) => m.DeskSession,
    ),
  },
  {
    path: '/desk/teams',
    example: '/desk/teams',
    name: 'screen.name.teams',
    frame: 'desk',
    load: later(
      () => import('./desk/teams'),
      (m) => m.Teams,
    ),
  },
  {
    path: '/desk/team/:id',
    example: `/desk/team/${SOME_ID}`,
    name: 'screen.name.team',
    frame: 'desk',
    load: later(
      () => import('./desk/team'),
      (m) => m.Team,
    ),
  },
  {
    path: '/desk/silent',
    example: '/desk/silent',
    name: 'screen.name.silent',
    frame: 'desk',
    load: later(
      () => import('./desk/silent'),
      (m) => m.Silent,
    ),
  },
  {
    path: '/desk/phones',
    example: '/desk/phones',
    name: 'screen.name.phones',
    frame: 'desk',
    load: later(
      () => import('./desk/phones'),
      (m) => m.Phones,
    ),
  },
  {
    path: '/desk/attention',
    example: '/desk/attention',
    name: 'screen.name.attention',
    frame: 'desk',
    load: later(
      () => import('./desk/attention'),
      (m) => m.Attention,
    ),
  },
  {
    path: '/desk/more',
    example: '/desk/more',
    name: 'screen.name.more',
    frame: 'desk',
    load: later(
      () => import('./desk/more'),
      (m) => m.More,
    ),
  },
  {
    path: '/desk/units',
    example: '/desk/units',
    name: 'screen.name.units',
    frame: 'desk',
    load: later(
      () => import('./desk/units'),
      (m) => m.Units,
    ),
  },
  {
    path: '/desk/accounts',
    example: '/desk/accounts',
    name: 'screen.name.accounts',
    frame: 'desk',
    load: later(
      () => import('./desk/accounts'),
      (m) => m.Accounts,
    ),
  },
  {
    path: '/desk/catalogue',
    example: '/desk/catalogue',
    name: 'screen.name.catalogue',
    frame: 'desk',
    load: later(
      () => import('./desk/catalogue'),
      (m) => m.CatalogueScreen,
    ),
  },
  {
    path: '/desk/account',
    example: '/desk/account',
    name: 'screen.name.account',
    frame: 'desk',
    load: later(
      () => import('./desk/my-account'),
      (m) => m.MyAccount,
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
