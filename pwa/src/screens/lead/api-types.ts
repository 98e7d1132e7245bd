import type { Wire } from '../../api/wire'
// The server's answers that the desk shows, as far as it shows them.

export type Ref = Wire['Named']

export type UnitRef = Wire['UnitInfo']

export interface Account {
  account: { id: string; login: string; name: string; role: string; unit: UnitRef | null }
}

/** Failed sign-ins at an account since the one before this, until somebody has taken note of them. */
export type Guesses = Wire['Guesses']

/** What somebody else did to the ways into this account; without `by` it was a command on the server. */
export interface AccessChange {
  id: number
  at: string
  action: 'password_renewed' | 'password_ended' | 'factor_removed' | 'reset_made'
  by: { name: string; role: string; unit: UnitRef | null } | null
}

/** Who is signed in, and how far the sign-in has come. An answer kept by a version before this one
 * says only who, of a sign-in that is finished. */
export interface Session extends Account {
  stage?: 'ready' | 'factor' | 'password' | 'enrol'
  factors?: ('passkey' | 'totp' | 'recovery')[]
  demanded?: boolean
  guesses?: Guesses | null
  access_changes?: AccessChange[]
}

export type Passkey = Wire['Passkey']

/** The second factors of the own account. */
export type Factors = Wire['Factors']

/** A browser in which the own account is signed in. */
export type OwnSession = Wire['OwnSession']

export interface Counted {
  sessions: number | null
  /** Not told of a row by place or by age in which there are few. */
  people: number | null
  /** Not counted by reason. */
  turns: number | null
  volunteer_turns: { union: number; police: number; partner: number; other: number } | null
}

/** What of the targets falls on the days; null where nothing does. */
export type Plan = Wire['Plan']

export interface TallyRow {
  key: string
  label: string
  kind: string
  totals: Counted
  /** An answer kept by a version before this one has none. */
  plan?: Plan | null
  last_contact?: string | null
  unsent_at_least?: number | null
}

/** In how many counted sessions somebody took part, and on how many days. */
export type MemberAtWork = Wire['MemberAtWork']

export interface Completeness {
  as_of: string
  teams: number
  teams_reported_today: number
  teams_with_unsent: number
  unsent_at_least: number
  oldest_unsent: string | null
}

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

export type ServiceDone = Wire['Done']

export interface SessionRow {
  id: string
  day: string
  start: string
  team: Ref
  author: Ref | null
  people: number
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
  /** Why somebody changed what is not their own. */
  why: string | null
  set: Record<string, unknown> | null
  prev: Record<string, unknown> | null
}

export interface SessionPage {
  rows: SessionRow[]
  next: string | null
}

export interface WholeSession extends SessionRow {
  place: string | null
  companions: Ref[]
  history: Happened[]
}

export interface TeamRow extends Ref {
  code: string | null
  kind: string
  label: string | null
  unit: UnitRef | null
  members: number
  devices: number
  waiting: number
  last_contact: string | null
}

export type Member = Wire['TeamMember']

export interface Phone {
  device: string
  member: Ref | null
  /** The names of all who use it. */
  people: string[]
  state: string
  last_contact: string | null
  pending: number | null
  oldest: string | null
  app: string | null
  clock_offset: number | null
  /** When it first told that what it shows is not what the server has; null where all agrees. */
  differs_since: string | null
  browser?: string | null
}

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

export interface WholeTeam extends Omit<TeamRow, 'members'> {
  members: Member[]
  phones: Phone[]
  /** The units that it stood under, oldest first; `to` null: still there. */
  standings: { unit: UnitRef; from: string; to: string | null }[]
}

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

export interface AccountRow extends Ref {
  login: string
  role: string
  unit: UnitRef | null
  disabled: boolean
  /** How many second factors it has, and whether it must have one; not in what was kept before. */
  factors?: number
  demanded?: boolean
  /** Nobody signs in until a password is set; not in what was kept before. */
  without_password?: boolean
}

export interface CatalogueRow {
  kind: string
  code: string
  group: string | null
  label_vi: string
  label_en: string
  sort: number
  active: boolean
  flags: Record<string, boolean>
  /** What the totals hold under it. */
  used: number
}

/** A guide as it was written once; `written_by` is null for what came with the server. */
export type GuideRow = Wire['Guide']

export interface EnrolmentRow {
  device: string
  member: Ref
  team: Ref
  phrase: string
  /** Another of the team is called the same: with a phone, or only added by name. */
  namesake: 'phone' | 'no_phone' | null
  /** The id of what a known phone asks, to come back without having proven that it is the one. */
  renewal: string | null
  created_at: string
}

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
