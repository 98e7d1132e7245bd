// What travels between phone and server (PROTOCOL 4), and the fields of the kinds of record.
// Those that phones write have theirs from the tables in sync/kinds.
// Ids are lowercase uuids, days "YYYY-MM-DD", times "HH:MM", instants ISO text with a zone.

import type helpSession from '../../../sync/kinds/help_session.json'
import type member from '../../../sync/kinds/member.json'
import type place from '../../../sync/kinds/place.json'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
/** Flat, named fields; absent is the same as null. */
export type Fields = Record<string, unknown>
export type Op = 'create' | 'edit'
export type RowState = 'counted' | 'awaiting_approval' | 'void' | 'attention'
export type Verdict = 'applied' | 'conflict' | 'held' | 'review' | 'gone' | 'id_reuse' | 'retry'

export interface Row {
  id: string
  kind: Kind
  channel: string
  /** The server's sequence number at which the record last changed. */
  ver: number
  /** 16 hex digits, made by the server. */
  h: string
  state: RowState
  f: Fields
  erased?: true
}

/** A record that left a channel. */
export interface ExitRow {
  id: string
  channel: string
  ver: number
  out: true
}

/** One act of one person on one record. `author` and `channel` are null until the phone joins. */
export interface Change {
  id: string
  no: number
  author: string | null
  op: Op
  kind: Kind
  record: string
  channel: string | null
  schema: number
  at: string
  set: Fields
  /** An edit: what the person saw before, for the names in `set`. */
  prev?: Fields
  /** The change that this one corrects. */
  replaces?: string
  /** Why somebody edits what is not their own. */
  why?: string
}

export interface Result {
  id: string
  verdict: Verdict
  code: string | null
  fields: string[]
  row?: Row
}

/** A target of a team, from its first to its last day; `before`: done before the plan's day `on`. */
export interface TeamTarget {
  measure: string
  /** A group of services, empty for all. */
  of: string
  label_vi: string | null
  label_en: string | null
  from: string
  to: string
  number: number
  before: number
}

/** A day of action, or several, in which a team takes part. */
export interface TeamActivity {
  id: string
  name: string
  from: string
  to: string
  place: string
}

/** What a team is out for. From the day `on` the phone counts itself. */
export interface TeamPlan {
  on: string
  /** `plan` of the team's row as this was told; absent from a server of before. */
  version?: number
  targets: TeamTarget[]
  activities: TeamActivity[]
}

/** A part of an activity; `id` holds within it. */
export interface Slot {
  id: number
  name: string | null
  day: string
  start: string
  end: string | null
  place: string | null
}

/** What comes in a part, when, and by whom. */
export interface AgendaItem {
  slot: number
  start: string | null
  minutes: number | null
  title: string
  by: string | null
}

/** An activity as its row holds it, with its programme. */
export interface Activity {
  id: string
  name: string
  activity_kind: string
  unit_name: string
  first: string
  last: string
  place: string
  partners: string | null
  /** Of an online meeting. */
  link: string | null
  slots: Slot[]
  agenda: AgendaItem[]
  status: 'open' | 'called_off'
}

/** What there is to read of a paper: its text, pictures of its pages, or the file as it was sent. */
export type PaperFile =
  | { as: 'text'; bytes: number }
  | { as: 'pages'; bytes: number; pages: { sha: string; bytes: number }[]; of: number }
  | { as: 'original'; bytes: number; sha: string; type: string; name: string }

/** A paper of an activity, or of a unit where `activity` is null. */
export interface Paper {
  id: string
  activity: string | null
  title: string
  paper_kind: string
  number: string | null
  issued: string | null
  issuer: string | null
  version: number
  files: PaperFile[]
  /** Before that moment nobody reads it. */
  opens: string | null
  ends: string | null
  readers: 'participants' | 'public'
  status: 'live' | 'withdrawn'
}

/** A part of a paper's text: a heading of a level, a paragraph, an item of a list, or a row's cells. */
export type PaperBlock =
  | { t: 'h'; x: string; l?: number }
  | { t: 'p' | 'li'; x: string }
  | { t: 'tr'; x: string[] }

export interface Digest {
  n: number
  /** 16 hex digits. */
  sum: string
}

export type CatalogueKind =
  | 'service'
  | 'outcome'
  | 'reason'
  | 'place_kind'
  | 'age_band'
  | 'affiliation'

/** The name of a table in sync/kinds. */
export type Kind = string

/** What stands in a field, by the type that its table gives it. */
type Value<Spec> = Spec extends { count: unknown }
  ? number
  : Spec extends { ids: unknown } | { codes: unknown }
    ? string[]
    : Spec extends { flag: unknown }
      ? boolean
      : Spec extends { object: infer Parts }
        ? { [Part in keyof Parts]: Value<Parts[Part]> }
        : string

/** A kind's fields that are always there, and those that may be absent. */
type Shape<Specs> = {
  [Name in keyof Specs as Specs[Name] extends Always ? Name : never]: Value<Specs[Name]>
} & {
  [Name in keyof Specs as Specs[Name] extends Always ? never : Name]?: Value<Specs[Name]> | null
}
type Always = { required: unknown } | { default: unknown }

/** `services.<CODE>` of a help session. */
export type Service = Value<(typeof helpSession.fields)['services.*']>

/** Who last changed a session that is not their own, and why: a member, or a coordinator by name. */
export interface Correction {
  by?: string
  name?: string
  why?: string
}

export type Place = Shape<typeof place.fields>

export interface Proposal {
  record: string
  change: string
  author: string
  at: string
  field: string
  current: unknown
  proposed: unknown
  settled: null | 'accepted' | 'edited' | 'refused'
}

export interface Settlement {
  change: string
  record: string
  outcome: 'applied' | 'accepted' | 'edited' | 'refused' | 'replaced' | 'erased'
  fields: string[]
  reason: string | null
}

export interface Enrolment {
  member: string
  member_name: string
  team: string
  team_name: string
  role: Role
  /** `unknown`: a restored server does not have the team; only this phone says so. */
  state: 'approved' | 'pending' | 'refused' | 'ended' | 'unknown'
  phrase: string | null
  channel: string
  /** How often a lead took the person's PIN away. */
  pin_resets?: number
  /** Since when another phone is in the team under this name. */
  other_phone?: string
  /** When the person was last issued a certificate. */
  certified?: string
  /** The server's signed word that it is so. PROTOCOL 7.11 */
  receipt?: string
  /** Who was merged into this member, and goes on as this one. PROTOCOL 5.10 */
  merged?: string[]
}

/** Somebody's phone of which the lead of the team should hear. PROTOCOL 4.1.9 */
export interface Arrival {
  device: string
  member: string
  name: string
  team: string
  state: 'pending' | 'approved'
  at: string
}

export interface Device {
  enrolments: Enrolment[]
  state: 'approved' | 'pending' | 'revoked'
}

export interface Team {
  name: string
  kind: string
  label: string | null
  unit_name: string | null
}

export type Role = 'volunteer' | 'lead'

/**
 * One membership; a person in two teams has two rows. `by_code`: came in by a code that lets in
 * whoever holds it; absent where nobody but a phone knows of them.
 */
export type Member = Shape<typeof member.fields> & { role: Role }

export interface CatalogueItem {
  code: string
  label_vi: string
  label_en: string
  sort: number
  active: boolean
}
export interface ServiceItem extends CatalogueItem {
  group: string | null
  is_group: boolean
}
export interface OutcomeItem extends CatalogueItem {
  counts: boolean
  asks_reason: boolean
}
export interface ReasonItem extends CatalogueItem {
  group: string | null
}
export interface AffiliationItem extends CatalogueItem {
  counts_as_union_member: boolean
}

/** One step, as the server publishes it (PROTOCOL 4.9). */
export interface GuideStep {
  vi: string
  en: string
  picture: string | null
  /** It says what nobody may do. */
  never: boolean
}

/** What volunteers read in the field, as it was last written. */
export interface Guide {
  code: string
  version: number
  title_vi: string
  title_en: string
  sort: number
  active: boolean
  /** Codes of the services that it helps with. */
  services: string[]
  steps: GuideStep[]
}
