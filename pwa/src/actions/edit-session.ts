import { checkWhole, validate } from '../rules/kinds'
import { SERVICE } from '../rules/kinds/help_session'
import { merge } from '../rules/merge'
import { ChangeRefused } from '../rules/refusal'
import type { Fields, Op } from '../rules/types'
import { same } from '../rules/values'
import { readCorrections as read } from '../store/corrections'
import type { NewChange, RecordState } from '../store/outbox'
import { checkText } from './check-text'
import { type HelpSessionInput, withoutOwned, write } from './help-session'
import { type Outcome, outcomeOf } from './outcome'
import { fieldsOf } from './save-session'

/**
 * Changes what differs between the form as it was `seen` and the form now. What came in meanwhile
 * stays, and a field that both changed goes to the server with the value that was seen, so that
 * nobody's correction is undone in silence. Without `seen` all of the patch is meant. `why` is what
 * a lead says who changes somebody else's session.
 */
export async function editHelpSession(
  id: string,
  patch: Partial<HelpSessionInput>,
  { seen, draft, why }: { seen?: HelpSessionInput; draft?: string; why?: string | undefined } = {},
): Promise<Outcome> {
  const checked = await outcomeOf(async () => {
    await checkText(patch.note, 'note')
    return {}
  })
  if (!checked.ok) return checked
  const before = seen && fieldsOf(seen)
  return await edit(
    id,
    (now) => {
      const given = fieldsOf(patch)
      const set = patch.services ? withoutServicesLeft(given, before ?? now) : given
      return before ? differing(set, before) : set
    },
    { before, draft, why },
  )
}

/**
 * What is wanted of a session where a form differs from what was seen: the fields to set, and what
 * they were.
 */
export function differenceOf(
  input: HelpSessionInput,
  seen: HelpSessionInput,
): { set: Fields; prev: Fields } {
  const before = fieldsOf(seen)
  const set = differing(withoutServicesLeft(fieldsOf(input), before), before)
  return { set, prev: standing(set, before) }
}

/** A service that stood there and is not in the form any more goes away. */
function withoutServicesLeft(set: Fields, before: Fields): Fields {
  const gone = Object.keys(before).filter((name) => isService(name) && !(name in set))
  return { ...set, ...Object.fromEntries(gone.map((name) => [name, null])) }
}

const isService = (name: string) => name.startsWith(SERVICE)

function differing(set: Fields, before: Fields): Fields {
  return Object.fromEntries(
    Object.entries(set).filter(([name, value]) => !same(value, before[name])),
  )
}

/** What stands in the fields that a change speaks of. */
const standing = (set: Fields, now: Fields): Fields =>
  Object.fromEntries(Object.keys(set).map((name) => [name, now[name] ?? null]))

/** Somebody has read what was changed of these sessions, and why. */
export async function readCorrections(sessions: string[]): Promise<void> {
  await read(sessions)
}

/** Takes a session back. It stays, voided, and can be restored; the numbers have no gap. */
export async function voidHelpSession(id: string, why?: string): Promise<Outcome> {
  return await edit(id, () => ({ status: 'void' }), { why })
}

export async function restoreHelpSession(id: string, why?: string): Promise<Outcome> {
  return await edit(id, () => ({ status: 'live' }), { why })
}

/**
 * Withdraws what the server did not let in: what stands in these fields is said anew, in its place.
 * There is nothing to look at any more then.
 */
export async function withdrawEdit(id: string, set: Fields): Promise<Outcome> {
  return await edit(id, (now) => standing(set, now))
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

/** What really differs, with what the person saw before: that is what the server compares. */
function composeEdit(
  known: RecordState,
  wanted: (now: Fields) => Fields,
  before?: Fields,
): NewChange | null {
  const now = known.fields
  if (!now) throw new ChangeRefused('not_found')
  const clean = validate('help_session', wanted(now), 'edit')
  const aside = replacing(known, 'edit', clean)
  // To say again what stands is no change, but takes back what was put aside about the same.
  const set = aside.replaces ? clean : differing(clean, now)
  if (Object.keys(set).length === 0) return null
  const prev = standing(set, before ? validate('help_session', before, 'edit') : now)
  const whole = merge(now, set, prev).fields
  // A session that is not whole must not keep anybody from taking it out of the count, or back.
  if (!('status' in set)) checkWhole('help_session', whole)
  return asCorrection(known, whole) ?? { op: 'edit', set, prev, ...aside }
}

/** A create explains nothing: there is nothing yet that it changes. */
const saying = (composed: NewChange | null, why: string | undefined): NewChange | null =>
  composed?.op === 'edit' && why ? { ...composed, why } : composed
/**
 * The newest change that was put aside and that this one says anew, name by name. One that speaks of
 * other fields, or a late value that became a proposal, still waits for its own answer.
 */
function replacing({ waiting, open }: RecordState, op: Op, set: Fields): { replaces?: string } {
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
function asCorrection(known: RecordState, whole: Fields): NewChange | null {
  const refused =
    known.waiting.some((item) => item.op === 'create' && item.error !== null) ||
    known.open.some((item) => item.op === 'create' && item.verdict === 'review')
  const corrected = known.waiting.some((item) => item.op === 'create' && item.error === null)
  if (known.row || !refused || corrected) return null
  // Of one that is out of the count nobody need be known: so the server can take it in.
  const nobody = whole.status === 'void' ? { companions: [] } : {}
  const set = validate('help_session', { ...withoutOwned(whole), ...nobody }, 'create')
  return { op: 'create', set, ...replacing(known, 'create', set) }
}
