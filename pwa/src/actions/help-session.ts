import { checkWhole, validate } from '../rules/kinds'
import { DONE, SERVICE, servicesOf } from '../rules/kinds/help_session'
import type { Fields } from '../rules/types'
import { vietnamTime } from '../store/days'
import { newId } from '../store/ids'
import { type NewChange, type RecordState, writeChange } from '../store/outbox'
import type { Author } from '../store/people'
import { afterSave } from './after-save'
import { checkText } from './check-text'
import { type Outcome, outcomeOf } from './outcome'
import { whileSaving } from './saving'

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
  /** "HH:MM", when it was over; not known if absent. */
  end?: string | null | undefined
  people: number
  placeKind: string
  place?: string | null
  ageBand?: string
  companions?: string[]
  services: ServiceInput[]
  note?: string
  due?: string | null | undefined
  continues?: string | null | undefined
}

/** `again`: the record is there already, saved from another window, and nothing was written. */
export type Saved = Outcome<{ id: string; again?: true }>

/**
 * The same session once more, today and now: the next person with the same need. Each call is a
 * session of its own, however quickly they follow each other: what is shown is copied, and nothing
 * is read or waited for before its write has begun.
 */
export async function addOneMore(shown: Readonly<Fields>): Promise<Saved> {
  const { day, start } = vietnamTime(new Date())
  const fields = { ...forSomebodyElse(withoutOwned(shown)), day, start }
  return await create(fields, undefined, undefined, (author) => fieldsCarriedOver(shown, author))
}

/** Without what was said of one person: each service ends as it usually does, and is not noted. */
function forSomebodyElse(fields: Fields): Fields {
  const { status: _s, note: _n, end: _e, age_band: _a, due: _d, continues: _c, ...again } = fields
  for (const [code, { people }] of servicesOf(again)) {
    again[SERVICE + code] = { people, outcome: DONE, reasons: [] }
  }
  return again
}

/** Who came along, and where: of a team, and nobody comes along with themselves. */
function fieldsCarriedOver({ team, companions, place }: Fields, author: Author | null): Fields {
  if (team && team !== author?.team) return { companions: [], place: null }
  const others = ((companions ?? []) as string[]).filter((member) => member !== author?.member)
  return { companions: others, place: place ?? null }
}

export async function create(
  fields: Fields,
  draft?: string,
  record: string = newId(),
  carried?: (author: Author | null) => Fields,
): Promise<Saved> {
  return await outcomeOf(async () => {
    const set = validate('help_session', fields, 'create')
    checkWhole('help_session', set)
    return await whileSaving(record, set, async () => {
      await checkText(set.note, 'note')
      let again = false
      const compose = (known: RecordState, author: Author | null) => {
        again = known.row !== undefined || known.fields !== null
        const whole = carried
          ? validate('help_session', { ...set, ...carried(author) }, 'create')
          : set
        return again ? null : createBy(author, whole)
      }
      await write(record, compose, draft)
      return again ? { id: record, again } : { id: record }
    })
  })
}

/** Who records it is known in the moment of writing only, and is no companion. */
export function createBy(author: Author | null, set: Fields): NewChange {
  checkWhole('help_session', { ...set, author: author?.member ?? null })
  return { op: 'create', set }
}

/** What a person chose, without what the server adds. */
export function withoutOwned(fields: Readonly<Fields>): Fields {
  const { team: _team, author: _author, corrected: _corrected, ...own } = fields
  return own
}

export async function write(
  record: string,
  compose: (known: RecordState, author: Author | null) => NewChange | null,
  draft?: string,
): Promise<void> {
  const at = vietnamTime(new Date()).instant
  const change = { id: newId(), kind: 'help_session', record, at } as const
  await writeChange(change, compose, draft)
  afterSave()
}
