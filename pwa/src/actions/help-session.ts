import { checkWhole, SERVICE, validate } from '../rules/kinds/help_session'
import { merge } from '../rules/merge'
import { ChangeRefused } from '../rules/refusal'
import type { Fields, Op } from '../rules/types'
import { same } from '../rules/values'
import { vietnamTime } from '../store/days'
import { newId } from '../store/ids'
import type { Author } from '../store/people'
import { type Composed, type Known, writeChange } from '../store/writing'
import type { Outcome } from './outcome'
import { outcomeOf } from './results'
import { afterSave } from './saved'
import { whileSaving } from './saving'
import { checkText } from './screened'

/** The record that a form becomes, fixed from its start. */
export const newRecord = newId

export interface ServiceInput {
  code: string
  people: number
  outcome: string
  reasons?: string[]
}

export interface HelpSessionInput {
  /** "YYYY-MM-DD"; today if absent. */
  day?: string
  /** "HH:MM"; now if absent. */
  start?: string
  people: number
  placeKind: string
  place?: string | null
  ageBand?: string
  companions?: string[]
  services: ServiceInput[]
  note?: string
}

/** `again`: the record is there already, saved from another window, and nothing was written. */
export type Saved = Outcome<{ id: string; again?: true }>

/**
 * Records a help session. When it resolves with ok, the session is durable on this phone and
 * "Đã lưu trên máy" may be said. Nothing here waits for the network. `draft` is the key of the form
 * that it was filled in on, which goes with it; `record` what the form was to become from its start,
 * so that one form saved in two windows is one session.
 */
export async function saveHelpSession(
  input: HelpSessionInput,
  draft?: string,
  record?: string,
): Promise<Saved> {
  const { day, start } = vietnamTime(new Date())
  return await create({ day, start, ...fieldsOf(input) }, draft, record)
}

/**
 * The same session once more, today and now: the next person with the same need. Each call is a
 * session of its own, however quickly they follow each other: what is shown is copied, and nothing
 * is read or waited for before its write has begun.
 */
export async function addOneMore(shown: Readonly<Fields>): Promise<Saved> {
  const { status: _status, ...again } = withoutOwned(shown)
  const { day, start } = vietnamTime(new Date())
  const fields = { ...again, day, start }
  return await create(fields, undefined, undefined, (author) => carriedOn(shown, author))
}

/** Who came along, and where: of a team, and nobody comes along with themselves. */
function carriedOn({ team, companions, place }: Fields, author: Author | null): Fields {
  if (team && team !== author?.team) return { companions: [], place: null }
  const others = ((companions ?? []) as string[]).filter((member) => member !== author?.member)
  return { companions: others, place: place ?? null }
}

/** Takes a session back. It stays, voided, and can be restored; the numbers have no gap. */
export async function voidHelpSession(id: string, why?: string): Promise<Outcome> {
  return await edit(id, () => ({ status: 'void' }), { why })
}

export async function restoreHelpSession(id: string, why?: string): Promise<Outcome> {
  return await edit(id, () => ({ status: 'live' }), { why })
}

async function create(
  fields: Fields,
  draft?: string,
  record: string = newId(),
  carried?: (author: Author | null) => Fields,
): Promise<Saved> {
  return await outcomeOf(async () => {
    const set = validate(fields, 'create')
    checkWhole(set)
    return await whileSaving(record, set, async () => {
      await checkText(set.note, 'note')
      let again = false
      const compose = (known: Known, author: Author | null) => {
        again = known.row !== undefined || known.fields !== null
        const whole = carried ? validate({ ...set, ...carried(author) }, 'create') : set
        return again ? null : createBy(author, whole)
      }
      await write(record, compose, draft)
      return again ? { id: record, again } : { id: record }
    })
  })
}

/** Who records it is known in the moment of writing only, and is no companion. */
export function createBy(author: Author | null, set: Fields): Composed {
  checkWhole({ ...set, author: author?.member ?? null })
  return { op: 'create', set }
}

export interface Seen {
  before?: Fields | undefined
  draft?: string | undefined
  why?: string | undefined
}

/** Changes a session to what is `wanted` of it as it stands now. */
export async function edit(
  id: string,
  wanted: (now: Fields) => Fields,
  { before, draft, why }: Seen = {},
): Promise<Outcome> {
  return await outcomeOf(async () => {
    await checkText(why, 'why')
    await write(id, (known) => saying(composeEdit(known, wanted, before), why), draft)
    return {}
  })
}

/** Only what really differs, with what the person saw before: that is what the server compares. */
function composeEdit(
  known: Known,
  wanted: (now: Fields) => Fields,
  before?: Fields,
): Composed | null {
  const now = known.fields
  if (!now) throw new ChangeRefused('not_found')
  const clean = validate(wanted(now), 'edit')
  const changed = Object.keys(clean).filter((name) => !same(clean[name], now[name]))
  if (changed.length === 0) return null
  const set = Object.fromEntries(changed.map((name) => [name, clean[name]]))
  const saw = before ? validate(before, 'edit') : now
  const prev = Object.fromEntries(changed.map((name) => [name, saw[name] ?? null]))
  const whole = merge(now, set, prev).fields
  // A session that is not whole must not keep anybody from taking it out of the count, or back.
  if (!('status' in set)) checkWhole(whole)
  return asCorrection(known, whole) ?? { op: 'edit', set, prev, ...replacing(known, 'edit', set) }
}

/** A create explains nothing: there is nothing yet that it changes. */
const saying = (composed: Composed | null, why: string | undefined): Composed | null =>
  composed?.op === 'edit' && why ? { ...composed, why } : composed

/**
 * The newest change that was put aside and that this one says anew, name by name. One that speaks of
 * other fields, or a late value that became a proposal, still waits for its own answer.
 */
function replacing({ waiting, open }: Known, op: Op, set: Fields): { replaces?: string } {
  const named = new Set(waiting.map((item) => item.replaces))
  const aside = [...waiting.filter((item) => item.error !== null), ...open.filter(unsettled)]
    .filter((item) => item.op === op && !named.has(item.id))
    .filter((item) => op === 'create' || Object.keys(item.set).every((name) => name in set))
    .sort((a, b) => b.no - a.no)[0]
  return aside ? { replaces: aside.id } : {}
}

const unsettled = (item: { verdict: string; settled?: unknown }) =>
  !['applied', 'conflict', 'gone'].includes(item.verdict) && !item.settled

/** The server never took the create, so the corrected session is a new one of the same id. */
function asCorrection(known: Known, whole: Fields): Composed | null {
  const refused =
    known.waiting.some((item) => item.op === 'create' && item.error !== null) ||
    known.open.some((item) => item.op === 'create' && item.verdict === 'review')
  const corrected = known.waiting.some((item) => item.op === 'create' && item.error === null)
  if (known.row || !refused || corrected) return null
  // Of one that is out of the count nobody need be known: so the server can take it in.
  const nobody = whole.status === 'void' ? { companions: [] } : {}
  const set = validate({ ...withoutOwned(whole), ...nobody }, 'create')
  return { op: 'create', set, ...replacing(known, 'create', set) }
}

/** What a person chose, without what the server adds. */
function withoutOwned(fields: Readonly<Fields>): Fields {
  const { team: _team, author: _author, corrected: _corrected, ...own } = fields
  return own
}

async function write(
  record: string,
  compose: (known: Known, author: Author | null) => Composed | null,
  draft?: string,
): Promise<void> {
  const at = vietnamTime(new Date()).instant
  const change = { id: newId(), kind: 'help_session', record, at } as const
  await writeChange(change, compose, draft)
  afterSave()
}

/** The fields of the record that a form's input gives. */
export function fieldsOf(input: Partial<HelpSessionInput>): Fields {
  const fields: Fields = {}
  const set = (name: string, value: unknown) => {
    if (value !== undefined) fields[name] = value
  }
  set('day', input.day)
  set('start', input.start)
  set('people', input.people)
  set('place_kind', input.placeKind)
  set('place', input.place)
  set('age_band', input.ageBand)
  set('companions', input.companions)
  set('note', input.note)
  for (const { code, ...service } of input.services ?? []) {
    set(SERVICE + code, { ...service, reasons: service.reasons ?? [] })
  }
  return fields
}
