import type { Body, Route } from '../../api/paths'
import type { Wire } from '../../api/wire'
import type { PaperBlock } from '../../rules/types'
import type { Programme } from '../desk/activities/api-types'
import type {
  ClosedMonth,
  Indicator,
  MonthlyReport,
  Progress,
  SnapshotCheck,
  Value,
  Weight,
} from '../desk/shared/target-types'

// The server's answers that the desk shows, as far as it shows them.

/** An answer of which a version before this one kept some without these. */
export type Older<Answer, Since extends keyof Answer> = Omit<Answer, Since> &
  Partial<Pick<Answer, Since>>

export type Ref = Wire['Named']

export type UnitRef = Wire['UnitInfo']

export type Account = Pick<Wire['Session'], 'account'>

/** Failed sign-ins at an account since the one before this, until somebody has taken note of them. */
export type Guesses = Wire['Guesses']

/** What somebody else did to the ways into this account; without `by` it was a command on the server. */
export type AccessChange = Wire['AccessChange']

/** Who is signed in, and how far the sign-in has come. An answer kept by a version before this one
 * says only who, of a sign-in that is finished. */
export type Session = Older<
  Wire['Session'],
  'stage' | 'factors' | 'demanded' | 'guesses' | 'access_changes'
>

export type Passkey = Wire['Passkey']

/** The second factors of the own account. */
export type Factors = Wire['Factors']

/** A browser in which the own account is signed in. */
export type OwnSession = Wire['OwnSession']

export type Counted = Wire['Totals']

/** What of the targets falls on the days; null where nothing does. */
export type Plan = Wire['Plan']

export type TallyRow = Older<Wire['TallyRow'], 'plan'>

/** In how many counted sessions somebody took part, and on how many days. */
export type MemberAtWork = Wire['MemberAtWork']

export type Completeness = Wire['Completeness']

export interface Tallies {
  as_of: string
  unit: UnitRef | null
  team: Ref | null
  total: Counted
  plan?: Plan | null
  rows: TallyRow[]
  completeness: Completeness
}

export type Unit = Wire['Unit']

/** The teams that sent nothing today, of how many. */
export type SilentTeams = Older<Wire['SilentTeams'], 'left'>

export type SilentTeam = Wire['SilentTeam']

export type ServiceDone = Wire['Done']

export interface SessionRow {
  id: string
  day: string
  start: string
  /** When it was over; not in what a version before this one kept. */
  end?: string | null
  team: Ref
  author: Ref | null
  people: number
  /** Its people are counted in a session before it; not in what a version before this one kept. */
  repeats?: boolean
  services: ServiceDone[]
  place_kind: string
  place_name: string | null
  age_band: string
  note: string | null
  status: 'live' | 'void'
  state: string
  received_at: string
}

export interface Happened {
  change: string
  op: string
  author_name: string | null
  at: string
  received_at: string
  verdict: string
  /** Whether a person is still to look at some of it; an older server does not tell. */
  waits?: boolean
  /** How what waited of it was settled. */
  settled?: Wire['HowSettled'][]
  /** Why somebody changed what is not their own. */
  why: string | null
  set: Record<string, unknown> | null
  prev: Record<string, unknown> | null
}

export interface SessionPage {
  rows: SessionRow[]
  next: string | null
  /** An answer that was kept by an earlier version has none. */
  totals_only_until?: string | null
}

export interface WholeSession extends SessionRow {
  place: string | null
  /** For which day somebody was asked to come back; not in what a version before this one kept. */
  due?: string | null
  companions: Ref[]
  history: Happened[]
  /** Where the page of earlier changes begins; null on the earliest. */
  next: string | null
}

export type TeamRow = Wire['Team']

export type Member = Wire['TeamMember']

export type Phone = Wire['TeamPhone']

/** What a phone last said of itself. */
export type Readiness = Wire['Readiness']

/** A person's phone in a team, as GET /api/phones tells of it. */
export interface PhoneRow extends Omit<Phone, 'member'> {
  member: Ref
  team: Ref
  unit: UnitRef | null
  readiness: Readiness | null
  /** Numbers of its changes that never came, first and last of each range. */
  gaps: [first: number, last: number][]
  /** How many ranges more there are. */
  gaps_left: number
  /** Whole days since it was heard of; null if it never was. */
  silent_days: number | null
}

export type WholeTeam = Wire['TeamDetail']

/** The last day of a team that has ended; null for one that goes on. */
export const lastDayOf = ({ standings }: Pick<WholeTeam, 'standings'>): string | null =>
  standings.at(-1)?.to ?? null

export interface InvitationRow {
  id: string
  role: 'volunteer' | 'lead'
  affiliation: string
  /** Whom it lets in on another phone; null when it is for anybody. */
  member: Ref | null
  auto_approve: boolean
  created_at: string
  expires_at: string
  max_uses: number
  uses: number
  revoked_at?: string | null
}

export type AccountRow = Older<Wire['KeptAccount'], 'factors' | 'demanded' | 'without_password'>

export type CatalogueRow = Wire['CatalogueItem']

/** A guide as it was written once; `written_by` is null for what came with the server. */
export type GuideRow = Wire['Guide']

export type EnrolmentRow = Older<Wire['Enrolment'], 'others'>

export interface ReviewRow {
  id: string
  kind: 'review' | 'held' | 'id_reuse' | 'proposal'
  team: Ref | null
  author: Ref | null
  code: string | null
  record: string | null
  field: string | null
  current: unknown
  proposed: unknown
  /** Other fields that the same word settles; an answer that the app of before has kept has none. */
  beside?: { field: string; current?: unknown; proposed?: unknown }[]
  /** Who set what stands there, where that is not the session's author. */
  corrected?: { name: string | null; why: string | null } | null
  body: unknown
  /** Whose record stands under the id that the phone gave this one. */
  holder?: { team: Ref | null; author: Ref | null } | null
  /** The day on which a session would fit of which only the day is in doubt. */
  fits: string | null
  at: string | null
  received_at: string
}

export interface ReviewPage {
  rows: ReviewRow[]
  /** Where the next page begins; null on the last. */
  next: string | null
  /** All that waits, on whatever page. */
  total: number
}

export interface Rows<T> {
  rows: T[]
}

/** Bodies that the description of the server leaves wider than they are, or that older ones lack parts of. */
interface Narrowed {
  '/api/session': Session
  '/api/accounts': Rows<AccountRow>
  '/api/activities/{activity_id}/programme': Programme
  '/api/enrolments': Rows<EnrolmentRow>
  '/api/reports/closed': Rows<ClosedMonth>
  '/api/snapshots/{code}': SnapshotCheck
  '/api/tallies/members': Older<Wire['MembersAtWork'], 'totals_only_until'>
  '/api/tallies/silent': SilentTeams
  '/api/tallies': Tallies
  '/api/progress': Progress
  '/api/help-sessions': SessionPage
  '/api/help-sessions/{session_id}': WholeSession
  '/api/indicators': Rows<Indicator>
  '/api/indicator-values': Rows<Value>
  '/api/units/{unit_id}/weights': Rows<Weight>
  '/api/teams/{team_id}/invitations': Rows<InvitationRow>
  '/api/review': ReviewPage
  '/api/phones': Rows<PhoneRow> & { left?: number }
  '/api/reports': MonthlyReport
  '/api/papers/{paper_id}/text': { blocks: PaperBlock[] }
}

/** The body of a route as the screens show it. */
export type Shown<R extends Route> = R extends keyof Narrowed ? Narrowed[R] : Body<R>
