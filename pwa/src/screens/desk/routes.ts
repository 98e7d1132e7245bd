import { later, type Route } from '../route'

const WAITING: Omit<Route, 'path'> = {
  name: 'screen.name.waiting',
  frame: 'desk',
  load: later(
    () => import('./review/waiting'),
    (m) => m.WaitingPage,
  ),
}

/** The coordinators' screens. */
export const deskRoutes: Route[] = [
  {
    path: '/desk',
    name: 'screen.name.desk',
    frame: 'desk',
    load: later(
      () => import('./totals/totals'),
      (m) => m.Totals,
    ),
  },
  {
    path: '/desk/briefing',
    name: 'screen.name.briefing',
    frame: 'desk',
    load: later(
      () => import('./briefing/briefing'),
      (m) => m.Briefing,
    ),
  },
  {
    path: '/desk/guides',
    name: 'screen.name.desk_guides',
    frame: 'desk',
    load: later(
      () => import('./guides/guides'),
      (m) => m.GuidesPage,
    ),
  },
  {
    path: '/desk/guides/:code',
    name: 'screen.name.desk_guide',
    frame: 'desk',
    load: later(
      () => import('./guides/guide'),
      (m) => m.GuidePage,
    ),
  },
  {
    path: '/desk/data-requests',
    name: 'screen.name.data_requests',
    frame: 'desk',
    load: later(
      () => import('./data-requests/data-requests'),
      (m) => m.DataRequestsPage,
    ),
  },
  {
    path: '/desk/take',
    name: 'screen.name.desk_take',
    frame: 'desk',
    load: later(
      () => import('./review/take'),
      (m) => m.TakeFile,
    ),
  },
  {
    path: '/desk/login',
    name: 'screen.name.login',
    frame: 'none',
    load: later(
      () => import('./account/login'),
      (m) => m.Login,
    ),
  },
  {
    path: '/reset',
    name: 'screen.name.reset',
    frame: 'none',
    load: later(
      () => import('./security/reset'),
      (m) => m.Reset,
    ),
  },
  {
    path: '/desk/sessions',
    name: 'screen.name.desk_sessions',
    frame: 'desk',
    load: later(
      () => import('./sessions/sessions'),
      (m) => m.Sessions,
    ),
  },
  {
    path: '/desk/session/:id',
    name: 'screen.name.desk_session',
    frame: 'desk',
    load: later(
      () => import('./sessions/session'),
      (m) => m.DeskSession,
    ),
  },
  {
    path: '/desk/teams',
    name: 'screen.name.teams',
    frame: 'desk',
    load: later(
      () => import('./teams/teams'),
      (m) => m.Teams,
    ),
  },
  {
    path: '/desk/team/:id',
    name: 'screen.name.team',
    frame: 'desk',
    load: later(
      () => import('./teams/team'),
      (m) => m.Team,
    ),
  },
  {
    path: '/desk/certify',
    name: 'screen.name.certify',
    frame: 'desk',
    load: later(
      () => import('./certificates/certificates'),
      (m) => m.IssueCertificate,
    ),
  },
  {
    path: '/desk/certificate/:code',
    name: 'screen.name.certificate',
    frame: 'desk',
    load: later(
      () => import('./certificates/certificates'),
      (m) => m.CertificateScreen,
    ),
  },
  {
    path: '/desk/silent',
    name: 'screen.name.silent',
    frame: 'desk',
    load: later(
      () => import('./teams/silent'),
      (m) => m.Silent,
    ),
  },
  { path: '/desk/waiting', ...WAITING },
  // Bookmarks from the time when phones and reviews had pages of their own.
  { path: '/desk/phones', ...WAITING },
  { path: '/desk/attention', ...WAITING },
  {
    path: '/desk/more',
    name: 'screen.name.more',
    frame: 'desk',
    load: later(
      () => import('./menu-page'),
      (m) => m.AllPlaces,
    ),
  },
  {
    path: '/desk/practice',
    name: 'practice.begin',
    frame: 'desk',
    load: later(
      () => import('./practice-page'),
      (m) => m.PracticePage,
    ),
  },
  {
    path: '/desk/units',
    name: 'screen.name.units',
    frame: 'desk',
    load: later(
      () => import('./units/units'),
      (m) => m.Units,
    ),
  },
  {
    path: '/desk/units/import',
    name: 'screen.name.desk_import_units',
    frame: 'desk',
    load: later(
      () => import('./excel/excel-import'),
      (m) => m.ImportUnits,
    ),
  },
  {
    path: '/desk/members/import',
    name: 'screen.name.desk_import_members',
    frame: 'desk',
    load: later(
      () => import('./excel/excel-import'),
      (m) => m.ImportMembers,
    ),
  },
  {
    path: '/desk/units/change',
    name: 'screen.name.units_change',
    frame: 'desk',
    load: later(
      () => import('./units/units-change'),
      (m) => m.UnitsChange,
    ),
  },
  {
    path: '/desk/accounts',
    name: 'screen.name.accounts',
    frame: 'desk',
    load: later(
      () => import('./accounts/accounts'),
      (m) => m.Accounts,
    ),
  },
  {
    path: '/desk/catalogue',
    name: 'screen.name.catalogue',
    frame: 'desk',
    load: later(
      () => import('./catalogue/catalogue'),
      (m) => m.CatalogueScreen,
    ),
  },
  {
    path: '/desk/targets',
    name: 'screen.name.targets',
    frame: 'desk',
    load: later(
      () => import('./targets/targets'),
      (m) => m.Targets,
    ),
  },
  {
    path: '/desk/indicators',
    name: 'screen.name.indicators',
    frame: 'desk',
    load: later(
      () => import('./targets/indicators'),
      (m) => m.Indicators,
    ),
  },
  {
    path: '/desk/report',
    name: 'screen.name.report',
    frame: 'desk',
    load: later(
      () => import('./reports/report'),
      (m) => m.Report,
    ),
  },
  {
    path: '/desk/trail',
    name: 'screen.name.audit',
    frame: 'desk',
    load: later(
      () => import('./audit/audit'),
      (m) => m.AuditScreen,
    ),
  },
  {
    path: '/desk/activities',
    name: 'screen.name.activities',
    frame: 'desk',
    load: later(
      () => import('./activities/activities'),
      (m) => m.Activities,
    ),
  },
  {
    path: '/desk/activity/:id',
    name: 'screen.name.activities',
    frame: 'desk',
    load: later(
      () => import('./activities/activity'),
      (m) => m.ActivityPage,
    ),
  },
  {
    path: '/desk/papers',
    name: 'screen.name.papers',
    frame: 'desk',
    load: later(
      () => import('./papers/papers'),
      (m) => m.PapersPage,
    ),
  },
  {
    path: '/desk/codes',
    name: 'screen.name.codes',
    frame: 'desk',
    load: later(
      () => import('./codes/codes'),
      (m) => m.Codes,
    ),
  },
  {
    path: '/desk/sites',
    name: 'screen.name.sites',
    frame: 'desk',
    load: later(
      () => import('./sites/screens'),
      (m) => m.SitesPage,
    ),
  },
  {
    path: '/desk/sites/:id',
    name: 'screen.name.site',
    frame: 'desk',
    load: later(
      () => import('./sites/screens'),
      (m) => m.SitePage,
    ),
  },
  {
    path: '/desk/account',
    name: 'screen.name.account',
    frame: 'desk',
    load: later(
      () => import('./account/my-account'),
      (m) => m.MyAccount,
    ),
  },
]
