import { ACCOUNT, CATALOGUE, planKey } from './account'

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
  member?: string
  /** Only those that count, or any, with what waits on phones. */
  state?: 'counted' | 'any'
  /** Words that a session must show. */
  q?: string
  /** By which column, `-` before it for the largest first. */
  sort?: string
  /** The `next` of the page before. */
  after?: string
  limit?: number
}

export interface MembersParams {
  team: string
  from: string
  to: string
}

export interface PhonesParams {
  unit?: string
  team?: string
}

export interface SilentParams extends PhonesParams {
  /** So many rows at most. */
  limit?: number
}

export interface ReviewParams {
  team?: string
  limit: number
}

/** A unit's month, YYYY-MM, or from a day to a day; or days of action. */
export type ReportParams =
  | { unit: string; month: string }
  | { unit: string; from: string; to: string }
  | { activity: string }

/** A unit or a team; the server takes the asker's own where neither is named. */
export interface Place {
  unit?: string | undefined
  team?: string | undefined
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
  membersAtWork: (params: MembersParams) => `/api/tallies/members${queryOf(params)}`,
  sessions: (params: SessionsParams) => `/api/help-sessions${queryOf(params)}`,
  sessionSums: (params: SessionsParams) => `/api/help-sessions/sums${queryOf(params)}`,
  sessionsFile: (params: SessionsParams) => `/api/exports/help-sessions.csv${queryOf(params)}`,
  sessionsSheet: (params: SessionsParams) => `/api/exports/help-sessions.xlsx${queryOf(params)}`,
  session: (id: string, after?: string) => `/api/help-sessions/${seg(id)}${queryOf({ after })}`,
  phones: (params: PhonesParams) => `/api/phones${queryOf(params)}`,
  silentTeams: (params: SilentParams) => `/api/tallies/silent${queryOf(params)}`,
  units: () => '/api/units',
  teams: (unit?: string) => `/api/teams${queryOf({ unit })}`,
  team: (id: string) => `/api/teams/${seg(id)}`,
  merge: (team: string, member: string, into: string) =>
    `/api/teams/${seg(team)}/members/${seg(member)}/merge${queryOf({ into })}`,
  invitations: (team: string) => `/api/teams/${seg(team)}/invitations`,
  enrolments: (unit?: string) => `/api/enrolments${queryOf({ state: 'pending', unit })}`,
  accounts: () => '/api/accounts',
  catalogue: () => CATALOGUE,
  guides: () => '/api/guides',
  guideVersions: (code: string) => `/api/guides/${seg(code)}/versions`,
  progress: ({ unit, team }: Place) => `/api/progress${queryOf({ unit, team })}`,
  parts: (target: string) => `/api/targets/${seg(target)}/parts`,
  plan: planKey,
  weights: (unit: string) => `/api/units/${seg(unit)}/weights`,
  indicators: () => '/api/indicators',
  values: (params: Place & { from: string; to: string }) =>
    `/api/indicator-values${queryOf(params)}`,
  report: (params: ReportParams) => `/api/reports${queryOf(params)}`,
  reportFile: (
    kind: 'xlsx' | 'docx' | 'csv',
    params: ReportParams & { layout?: string; separator?: string },
  ) => `/api/exports/report.${kind}${queryOf(params)}`,
  missing: (params: { unit: string; month: string }) => `/api/reports/missing${queryOf(params)}`,
  closed: (unit: string) => `/api/reports/closed${queryOf({ unit })}`,
  snapshot: (code: string) => `/api/snapshots/${seg(code)}`,
  activities: (params: Place & { from: string; to: string }) => `/api/activities${queryOf(params)}`,
  codes: (unit?: string) => `/api/codes${queryOf({ unit })}`,
  sites: (unit?: string, state?: string) => `/api/sites${queryOf({ unit, state })}`,
  site: (id: string) => `/api/sites/${seg(id)}`,
  audit: (params: { about?: string; from?: string; to?: string; before?: number }) =>
    `/api/audit${queryOf(params)}`,
  review: (params: ReviewParams) => `/api/review${queryOf(params)}`,
}
