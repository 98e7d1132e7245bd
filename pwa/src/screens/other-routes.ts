import type { ComponentType } from 'preact'
import { later, type Route, type ScreenProps } from './route'

type Screen<M> = (screens: M) => ComponentType<ScreenProps>

const phone = (pick: Screen<typeof import('./phone')>) => later(() => import('./phone'), pick)
const lead = (pick: Screen<typeof import('./team/screens')>) =>
  later(() => import('./team/screens'), pick)
const activity = (pick: Screen<typeof import('./activity/own-activities')>) =>
  later(() => import('./activity/own-activities'), pick)

/** What is shown while the routes are here and the screen is not yet. */
export const Blank = () => null

/** The screens of a phone that nobody comes to first. */
export const routes: Route[] = [
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
    path: '/activities',
    name: 'screen.name.activities',
    frame: 'phone',
    load: activity((m) => m.Activities),
  },
  {
    path: '/activities/:id',
    name: 'screen.name.activities',
    frame: 'phone',
    load: activity((m) => m.ActivityScreen),
  },
  {
    path: '/papers/:id',
    name: 'screen.name.activities',
    frame: 'phone',
    load: later(
      () => import('./reader/reader'),
      (m) => m.ReadPaper,
    ),
  },
  { path: '/sent', name: 'tab.sent', frame: 'phone', load: phone((m) => m.Sent) },
  { path: '/hand', name: 'screen.name.hand', frame: 'phone', load: phone((m) => m.Hand) },
  { path: '/take', name: 'screen.name.take', frame: 'phone', load: phone((m) => m.Take) },
  { path: '/visit', name: 'screen.name.visit', frame: 'phone', load: phone((m) => m.FindVisit) },
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
  {
    path: '/me/data',
    name: 'screen.name.own_data',
    frame: 'phone',
    load: later(
      () => import('./own-data/own-data'),
      (m) => m.OwnDataScreen,
    ),
  },
  {
    path: '/me/certificates',
    name: 'screen.name.own_certificates',
    frame: 'phone',
    load: later(
      () => import('./own-data/own-data'),
      (m) => m.OwnCertificates,
    ),
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
