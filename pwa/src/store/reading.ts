import type { Kind, Member, Place } from '../rules/types'
import { db } from './database'
import { currentAuthor, isSamePerson, readEnrolments } from './people'
import { type RecordState, recordState } from './record-state'
import type { BaseRow, OutboxItem, SentItem } from './rows'
import { getSetting } from './settings'

/** A record with everything this phone holds of it. */
export interface RecordView extends RecordState {
  id: string
}

/** What all sessions on a screen are read against. */
export interface ReadContext {
  /** By record, in `no` order. */
  outbox: Map<string, OutboxItem[]>
  open: Map<string, SentItem[]>
  person: { member: string; team: string; role: 'volunteer' | 'lead' } | null
  /** Who on this phone waits for a team's approval, as `member/team`. */
  waiting: ReadonlySet<string>
  /** The person is not approved in the team, or no longer: others' records are not shown. */
  apart: boolean
  /** What members and places are called, by id. */
  names: Map<string, string>
  /** Who was merged into whom: what is unsent may still say the old id. PROTOCOL 5.10 */
  merged: ReadonlyMap<string, string>
  /** Change → the teammate who is said to have it. */
  handed: Map<string, string>
}

export async function readContext(): Promise<ReadContext> {
  const [outbox, open, enrolments, members, places, notes] = await Promise.all([
    db.outbox.orderBy('no').toArray(),
    db.sent.where('open').equals(1).sortBy('no'),
    readEnrolments(),
    db.base.where('kind').equals('member').toArray(),
    db.base.where('kind').equals('place').toArray(),
    getSetting('handed'),
  ])
  const person = await currentAuthor(enrolments)
  const waiting = enrolments.filter(({ state }) => state === 'pending')
  const names = new Map(members.map(({ f }) => [String(f.member), (f as unknown as Member).name]))
  if (person?.member_name) names.set(person.member, person.member_name)
  const merged = new Map(
    members.flatMap(({ f }) =>
      ((f.merged ?? []) as string[]).map((old) => [old, String(f.member)] as const),
    ),
  )
  for (const [old, kept] of merged) names.set(old, names.get(kept) ?? '')
  for (const { id, f } of places) names.set(id, (f as unknown as Place).name)
  for (const { kind, record, set } of outbox) {
    if (kind === 'place' && set.name) names.set(record, String(set.name))
    if (kind === 'member') names.set(String(set.member), String(set.name))
  }
  return {
    outbox: byRecord(outbox),
    open: byRecord(open),
    person,
    waiting: new Set(waiting.map(({ member, team }) => `${member}/${team}`)),
    apart:
      person !== null &&
      !enrolments.some((one) => isSamePerson(one, person) && one.state === 'approved'),
    names,
    merged,
    handed: new Map((notes ?? []).flatMap(({ to, changes }) => changes.map((one) => [one, to]))),
  }
}

function byRecord<T extends { record: string; kind: Kind }>(items: T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const list = found.get(item.record)
    if (list) list.push(item)
    // An opening is an event, which nobody calls a record.
    else if (item.kind !== 'opening') found.set(item.record, [item])
  }
  return found
}

/** Base rows put together with own changes. */
export function viewRows(rows: BaseRow[], context: ReadContext): RecordView[] {
  return rows.map((row) => {
    const waiting = context.outbox.get(row.id) ?? []
    return { id: row.id, ...recordState(row, waiting, context.open.get(row.id) ?? []) }
  })
}

/** Records by id; a record without a base row is what this phone has sent and is to send. */
export async function viewRecords(ids: string[], context: ReadContext): Promise<RecordView[]> {
  const rows = await db.base.bulkGet(ids)
  const orphans = ids.filter((_, at) => !rows[at])
  const sent = byRecord(
    orphans.length > 0 ? await db.sent.where('record').anyOf(orphans).sortBy('no') : [],
  )
  return ids.map((id, at) => {
    const row = rows[at]
    const own = row ? context.open.get(id) : sent.get(id)
    return { id, ...recordState(row, context.outbox.get(id) ?? [], own ?? []) }
  })
}

/** Ids of the records of a kind that own changes speak of. */
export function touched(kind: Kind, context: ReadContext): string[] {
  const items = [...context.outbox.values(), ...context.open.values()].flat()
  return [...new Set(items.filter((item) => item.kind === kind).map((item) => item.record))]
}

/** Help sessions of the days from..to by index, with own changes that belong there or moved away. */
export async function viewDays(
  from: string,
  to: string,
  context: ReadContext,
): Promise<RecordView[]> {
  const rows = await db.base
    .where('[kind+f.day]')
    .between(['help_session', from], ['help_session', to], true, true)
    .toArray()
  const here = new Set(rows.map((row) => row.id))
  const others = touched('help_session', context).filter((id) => !here.has(id))
  const held = [...viewRows(rows, context), ...(await viewRecords(others, context))]
  return held.filter(({ fields }) => {
    const day = fields?.day
    return typeof day === 'string' && day >= from && day <= to
  })
}
