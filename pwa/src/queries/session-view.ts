import { teamOf } from '../rules/channel'
import { isOwn } from '../rules/correction'
import { servicesOf } from '../rules/kinds/help_session'
import type { Correction, Fields } from '../rules/types'
import type { ReadContext, RecordView } from '../store/reading'
import type { OutboxItem, SentItem } from '../store/rows'
import { unsettled, whereOf } from '../store/standing'
import type { Coming, ServiceLine, SessionView, Trouble, Where } from './types'

export { isSession, whereOf } from '../store/standing'

/** The server has all of it, and the lead is asked whether it counts: the phone was refused. */
const NOT_COUNTED: Trouble = { code: 'not_member' }

/** It went in on a day that did not fit, and the session counts by now: nothing is left to say. */
const isMended = ({ verdict, code }: SentItem, row: RecordView['row']): boolean =>
  verdict === 'applied' && code === 'bad_day' && row !== undefined && row.state !== 'attention'

/** The trouble that a person should read first. */
export function troubleOf({
  row,
  waiting,
  open,
}: Omit<RecordView, 'id' | 'fields'>): Trouble | null {
  const aside = waiting.find((item) => item.error !== null)
  if (aside) return { code: aside.error ?? 'internal' }
  const told = open.filter(
    (item) => !waiting.some((one) => one.replaces === item.id) && !isMended(item, row),
  )
  const item = told.find((one) => unsettled(one, waiting)) ?? told[0]
  if (!item) return row?.state === 'attention' && waiting.length === 0 ? NOT_COUNTED : null
  return {
    code: item.settled?.outcome ?? item.code ?? item.verdict,
    sent: item,
    canDismiss: item.settled !== undefined || ['applied', 'gone'].includes(item.verdict),
  }
}

/** The teammate who is said to have all of it; what was changed since, nobody has. */
function handedTo(waiting: OutboxItem[], context: ReadContext): string | null {
  const names = waiting.map((item) => context.handed.get(item.id))
  return names.every(Boolean) ? (names.at(-1) ?? null) : null
}

/** Whether it is another's, and the person who holds the phone is not approved in the team. */
export function isHidden(author: string | null, { person, apart, merged }: ReadContext): boolean {
  return apart && author !== null && (merged.get(author) ?? author) !== person?.member
}

/** The view of one held record; null for what is hidden, erased or not known here. */
export function viewOf(held: RecordView, context: ReadContext): SessionView | null {
  const { row, fields, waiting } = held
  if (!fields) return null
  const last = waiting.at(-1) ?? held.open.at(-1)
  const made = (fields.author as string | null | undefined) ?? last?.author ?? null
  if (isHidden(made, context)) return null
  const author = context.merged.get(made ?? '') ?? made
  const team = (fields.team as string | null | undefined) ?? teamOf(row?.channel ?? null)
  const mine = author === null || author === context.person?.member
  const corrected = (fields.corrected as Correction | null | undefined) ?? null
  const leads = context.person?.role === 'lead' && context.person.team === team
  return {
    id: held.id,
    fields,
    day: String(fields.day ?? ''),
    start: String(fields.start ?? ''),
    people: Number(fields.people ?? 0),
    placeKind: String(fields.place_kind ?? ''),
    place: (fields.place as string | null | undefined) ?? null,
    placeName: context.names.get(String(fields.place)) ?? null,
    ageBand: String(fields.age_band ?? ''),
    companions: (fields.companions as string[] | undefined) ?? [],
    services: linesOf(fields),
    note: String(fields.note ?? ''),
    status: fields.status === 'void' ? 'void' : 'live',
    author,
    authorName: author === null ? null : (context.names.get(author) ?? null),
    corrected: corrected && {
      name: corrected.name ?? context.names.get(corrected.by ?? '') ?? null,
      why: corrected.why ?? null,
      own: isOwn(fields),
    },
    team,
    where: whereOf(held),
    handedTo: whereOf(held) === 'here' ? handedTo(waiting, context) : null,
    state: row?.state ?? null,
    problem: troubleOf(held),
    waitingEdits: waiting.length,
    changes: waiting.map((item: OutboxItem | SentItem) => item.id),
    mine,
    editable: mine || leads,
  }
}

/** What a session whose write has begun will add to the figures. */
export function comingOf(fields: Fields): Coming {
  // Who came back is counted already, nearly always; the store knows in a moment.
  return { people: fields.continues ? 0 : Number(fields.people ?? 0), services: linesOf(fields) }
}

const linesOf = (fields: Fields): ServiceLine[] =>
  servicesOf(fields).map(([code, service]) => ({ code, ...service }))

/** The newest first: by day, then by start. */
export function latestFirst(a: SessionView, b: SessionView): number {
  const left = `${a.day} ${a.start}`
  const right = `${b.day} ${b.start}`
  return left < right ? 1 : left > right ? -1 : a.id < b.id ? 1 : -1
}

/** Says "sending" of what is in the request on its way. */
export function underWay<T extends { where: Where; changes: string[] }>(
  view: T,
  inFlight: ReadonlySet<string>,
): T {
  const flying = view.where === 'here' && view.changes.some((change) => inFlight.has(change))
  return flying ? { ...view, where: 'sending' } : view
}
