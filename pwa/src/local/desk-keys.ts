import { ACCOUNT } from './desk-account'

// One name for each of the server's answers that the desk keeps, so that the action that asks and
// the query that shows speak of the same one.

export interface TalliesParams {
  unit?: string
  team?: string
  from: string
  to: string
  by:
    | 'unit'
    | 'team'
    | 'group'
    | 'service'
    | 'day'
    | 'month'
    | 'outcome'
    | 'reason'
    | 'place_kind'
    | 'age_band'
  service?: string
  boundaries?: 'now' | 'then'
}

export interface SessionsParams {
  unit?: string
  team?: string
  from: string
  to: string
  service?: string
  group?: string
  outcome?: string
  reason?: string
  place_kind?: string
  age_band?: string
  /** The `next` of the page before. */
  after?: string
  limit?: number
}

export interface PhonesParams {
  unit?: string
  team?: string
}

export interface ReviewParams {
  team?: string
  limit: number
}

/** The query string of what is set, in the order of names. */
export function queryOf(params: object): string {
  const set = Object.entries(params).filter(([, value]) => value !== undefined && value !== '')
  set.sort(([a], [b]) => (a < b ? -1 : 1))
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return text ? `?${text}` : ''
}

const seg = encodeURIComponent

/** Each key is the path that is asked. */
export const deskKeys = {
  account: () => ACCOUNT,
  tallies: (params: TalliesParams) => `/api/tallies${queryOf(params)}`,
  sessions: (params: SessionsParams) => `/api/help-sessions${queryOf(params)}`,
  sessionsFile: (params: SessionsParams) => `/api/exports/help-sessions.csv${queryOf(params)}`,
  session: (id: string) => `/api/help-sessions/${seg(id)}`,
  phones: (params: PhonesParams) => `/api/phones${queryOf(params)}`,
  units: () => '/api/units',
  teams: (unit?: string) => `/api/teams${queryOf({ unit })}`,
  team: (id: string) => `/api/teams/${seg(id)}`,
  invitations: (team: string) => `/api/teams/${seg(team)}/invitations`,
  enrolments: (unit?: string) => `/api/enrolments${queryOf({ state: 'pending', unit })}`,
  accounts: () => '/api/accounts',
  catalogue: () => '/api/catalogue',
  guides: () => '/api/guides',
  guideVersions: (code: string) => `/api/guides/${seg(code)}/versions`,
  review: (params: ReviewParams) => `/api/review${queryOf(params)}`,
}
