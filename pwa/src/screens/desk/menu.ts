import type { IconName } from '../../components/icon'
import type { Word } from '../../i18n'

export interface Place {
  href: string
  name: Word
  /** Starts of the addresses of further pages that belong to it. */
  covers?: string[]
  /** Open to an administrator too, who has no unit and looks after no team. */
  all?: true
  /** Open to a lead without an account, on the own phone. */
  lead?: true
  /** Part of a practice. */
  practised?: true
  /** A tab on a narrow screen; without an icon it is only on the page of all places there. */
  icon?: IconName
}

export interface Group {
  name: Word
  places: Place[]
}

/** Every page of the desk that navigation leads to, in its group. */
const GROUPS: Group[] = [
  {
    name: 'desk.group.today',
    places: [
      {
        href: '/desk',
        name: 'screen.name.desk',
        all: true,
        lead: true,
        practised: true,
        icon: 'chart',
      },
      {
        href: '/desk/waiting',
        name: 'screen.name.waiting',
        covers: ['/desk/phones', '/desk/attention'],
        lead: true,
        practised: true,
        icon: 'alert',
      },
    ],
  },
  {
    name: 'desk.group.activity',
    places: [
      { href: '/desk/activities', name: 'screen.name.activities', covers: ['/desk/activity/'] },
      { href: '/desk/papers', name: 'screen.name.papers' },
      { href: '/desk/sites', name: 'screen.name.sites' },
      { href: '/desk/codes', name: 'screen.name.codes' },
    ],
  },
  {
    name: 'desk.group.people',
    places: [
      {
        href: '/desk/teams',
        name: 'screen.name.teams',
        covers: ['/desk/team/', '/desk/members/'],
        lead: true,
        icon: 'team',
      },
      { href: '/desk/silent', name: 'screen.name.silent', lead: true, practised: true },
      { href: '/desk/certify', name: 'screen.name.certify', covers: ['/desk/certificate/'] },
      { href: '/desk/data-requests', name: 'screen.name.data_requests' },
    ],
  },
  {
    name: 'desk.group.report',
    places: [
      {
        href: '/desk/report',
        name: 'screen.name.report',
        all: true,
        practised: true,
        icon: 'file',
      },
      { href: '/desk/targets', name: 'screen.name.targets', practised: true },
      { href: '/desk/indicators', name: 'screen.name.indicators' },
      {
        href: '/desk/sessions',
        name: 'screen.name.desk_sessions',
        covers: ['/desk/session/'],
        lead: true,
        practised: true,
      },
      { href: '/desk/briefing', name: 'screen.name.briefing', practised: true },
    ],
  },
  {
    name: 'desk.group.settings',
    places: [
      { href: '/desk/units', name: 'screen.name.units', all: true },
      { href: '/desk/accounts', name: 'screen.name.accounts', all: true },
      { href: '/desk/catalogue', name: 'screen.name.catalogue', all: true },
      { href: '/desk/guides', name: 'screen.name.desk_guides', all: true },
      { href: '/desk/trail', name: 'screen.name.audit', all: true },
      { href: '/desk/take', name: 'screen.name.desk_take', all: true },
      { href: '/desk/practice', name: 'practice.begin' },
    ],
  },
]

/** The groups with the places that an account may open, or a lead without one; in a practice only what can
 * be practised. */
export function groupsFor(role: string | undefined, practice: boolean): Group[] {
  const open = ({ all, lead, practised }: Place) => {
    if (practice) return practised
    if (role === undefined) return lead
    return all || role === 'coordinator'
  }
  return GROUPS.map(({ name, places }) => ({ name, places: places.filter(open) })).filter(
    ({ places }) => places.length > 0,
  )
}

/** The address of the place that a path belongs to; empty for a page outside the groups. */
export function placeOf(path: string): string {
  const places = GROUPS.flatMap(({ places }) => places)
  const found = places.find(
    ({ href, covers = [] }) =>
      path === href ||
      (href !== '/desk' && path.startsWith(`${href}/`)) ||
      covers.some((start) => path.startsWith(start)),
  )
  return found?.href ?? ''
}
