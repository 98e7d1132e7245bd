// What the screens are given. Times are ISO text, days "YYYY-MM-DD", ids lowercase uuids.

import type { SentItem } from '../store/rows'
import type { Where } from '../store/standing'

export type { Where }
/** What there are lists of: what is on its way stands among what is here. */
export type Listed = Exclude<Where, 'sending'>

/** How the server counts a record; null while it has never answered about it. */
export type RowState = 'counted' | 'awaiting_approval' | 'void' | 'attention'

export interface ServiceLine {
  code: string
  people: number
  outcome: string
  reasons: string[]
}

/** Why a record is in "Cần sửa", or (with `where` not attention) a notice, such as `screened`. */
export interface Trouble {
  code: string
  /** What was sent and the server's word on it; none of what was set aside here. */
  sent?: SentItem
  /** It is a notice: `acknowledge` takes it away. The others last until somebody settles them. */
  canDismiss?: boolean
}

export interface SessionView {
  id: string
  /** The flat fields, server's and own unsent changes together. */
  fields: Readonly<Record<string, unknown>>
  day: string
  start: string
  people: number
  placeKind: string
  place: string | null
  placeName: string | null
  ageBand: string
  companions: string[]
  services: ServiceLine[]
  note: string
  status: 'live' | 'void'
  /** Its people are counted in a session before it. */
  repeats?: boolean
  /** It counts and the server does not have it: this phone brings it for a teammate. */
  carried?: boolean
  author: string | null
  authorName: string | null
  /**
   * Somebody else than the author changed it last: who, and why if they said so. `own`: it is the
   * author who took it back.
   */
  corrected: { name: string | null; why: string | null; own: boolean } | null
  team: string | null
  where: Where
  /** The teammate who is said to have it too, while it is only on phones. */
  handedTo: string | null
  state: RowState | null
  problem: Trouble | null
  /** Own changes of this record that the server has no verdict on yet. */
  waitingEdits: number
  /** Ids of those changes. */
  changes: string[]
  mine: boolean
  /** The person in charge of this phone may change it (own record, or lead of its team). */
  editable: boolean
}

/** An unsent or unsettled change of another kind than a help session. */
export interface OtherView {
  id: string
  kind: string
  /** What names it to a person: a place's or a member's name, otherwise empty. */
  title: string
  /** A place's. */
  placeKind: string | null
  where: Where
  problem: Trouble | null
  changes: string[]
}

export interface Lists {
  sessions: SessionView[]
  others: OtherView[]
  /** How many sessions of other people stand there, which the person in charge may not see. */
  hidden: number
}

/** The three figures are never added up. */
export interface Figures {
  sessions: number
  people: number
  turns: number
}

/** What a session whose write has only begun will add. */
export type Coming = Pick<SessionView, 'people' | 'services' | 'repeats'>

export interface Today {
  day: string
  /** Latest first; voided ones too (`status`). */
  sessions: SessionView[]
  /** Own sessions under way to the store: in the figures already, and in no list. */
  coming: Coming[]
  /** Own work: what the server counts, what is not sent yet, and `coming`. */
  mine: Figures
  /** The whole team as far as this phone knows: unsent work on it and what it carries too. */
  team: Figures
  /** False while the team's records come to this phone for the first time. */
  whole: boolean
  /** What this phone has not sent, whoever recorded it. */
  unsent: Figures
  /** Own work that the server holds but does not count until the phone is approved. */
  awaiting: Figures
  /** People helped by service: own work of `mine` and `awaiting`. */
  helped: ReadonlyMap<string, number>
  /** Service codes, the most used before this day first. */
  usual: string[]
  /** Those recorded on this day, as they came. */
  usedToday: string[]
}

export interface Person {
  member: string
  name: string
  team: string
  teamName: string
  unitName: string | null
  role: 'volunteer' | 'lead'
  channel: string
  state: 'approved' | 'pending' | 'refused' | 'ended' | 'unknown'
  /** The two words that the lead sees too, until approval. */
  phrase: string | null
  /** Since when another phone is in the team under this name. */
  otherPhone: string | null
  /** A PIN locks the screen under this name. */
  hasPin: boolean
}

export interface Me {
  /** refused, ended, unknown: the chosen person may not act in the team; the phone itself is welcome. */
  state:
    | 'unjoined'
    | 'waiting'
    | 'joined'
    | 'refused'
    | 'ended'
    | 'unknown'
    | 'revoked'
    | 'signed_out'
  people: Person[]
  /** The chosen person, whether able to act or not. */
  current: Person | null
  device: string | null
  language: 'vi' | 'en'
  /** Invitation to install was put off or taken. */
  installDismissedAt: string | null
}

export interface SyncState {
  /** Help sessions that count, "buổi", by where they stand. */
  here: number
  received: number
  attention: number
  /** What else stands there: places, members, and sessions that were voided. */
  others: { here: number; attention: number }
  /** Sessions that wait here for teammates, and the bundles that they are in: some have none. */
  carried: number
  bundles: number
  sending: boolean
  online: 'unknown' | 'yes' | 'no'
  lastContact: string | null
  /** When the oldest unsent change was made. */
  oldest: string | null
  /** The server wants a newer app; recording and sending go on. */
  upgrade: boolean
  /** The server takes no more of what waits for a person. */
  full: boolean
  storage: { persisted: boolean; usage: number | null; quota: number | null } | null
}

export interface Service {
  code: string
  group: string | null
  isGroup: boolean
  labelVi: string
  labelEn: string
  sort: number
}
export interface Outcome {
  code: string
  labelVi: string
  labelEn: string
  sort: number
  counts: boolean
  asksReason: boolean
}
export interface Reason {
  code: string
  group: string | null
  labelVi: string
  labelEn: string
  sort: number
}
export interface Choice {
  code: string
  labelVi: string
  labelEn: string
  sort: number
}

export type CatalogueKind =
  | 'service'
  | 'outcome'
  | 'reason'
  | 'place_kind'
  | 'age_band'
  | 'affiliation'

export interface Catalogue {
  /** Active services that can be picked; the headings stand in `groups`. */
  services: Service[]
  groups: Service[]
  outcomes: Outcome[]
  reasons: Reason[]
  placeKinds: Choice[]
  ageBands: Choice[]
  affiliations: Choice[]
  /** The label of any code, retired ones too; the code itself if it is unknown. */
  label(kind: CatalogueKind, code: string, language: 'vi' | 'en'): string
}

export interface Place {
  id: string
  name: string
  placeKind: string
  where: Where
}

export interface Teammate {
  /** The id of the row. */
  row: string
  member: string
  name: string
  role: 'volunteer' | 'lead'
  affiliation: string
  /** First and, if there is one, last day in the team. */
  from: string
  to: string | null
  /** Came in by a code that lets in whoever holds it, and was not added or moved. */
  byCode: boolean
  /** Has a last day, which is not over yet. */
  leaving: boolean
  where: Where
}

export interface Proposal {
  id: string
  record: string
  change: string
  authorName: string | null
  at: string
  field: string
  current: unknown
  proposed: unknown
}

/** A browser inside another app: which app, as far as it says so. */
export type InAppBrowser =
  | 'zalo'
  | 'messenger'
  | 'instagram'
  | 'tiktok'
  | 'facebook'
  | 'google'
  | 'other'

/** Where this page runs, as far as it matters to a person. */
export interface Environment {
  /** Inside Zalo, Facebook …: nothing should be recorded here, the way out comes first. */
  inAppBrowser: InAppBrowser | null
  standalone: boolean
  ios: boolean
  /** The browser has offered to install (`installApp` will show its sheet). */
  canInstall: boolean
  /** A new version waits; `applyUpdate` takes it. */
  updateReady: boolean
  /** The store cannot be used: `storage_full`, `storage_unavailable`, `newer_version`. */
  storageProblem: string | null
  version: string
}
