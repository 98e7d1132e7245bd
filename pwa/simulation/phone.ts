// What the simulation drives of a phone: the app's own actions and rounds, without a screen. Every
// function here is a thing that a person or the system does; what it returns is plain JSON.

import { editHelpSession, restoreHelpSession, voidHelpSession } from '../src/actions/edit-session'
import { importParcel, parcelOfFile, prepareHandOver } from '../src/actions/hand-over'
import { addOneMore } from '../src/actions/help-session'
import { addMember } from '../src/actions/lead/team'
import type { Outcome } from '../src/actions/outcome'
import { saveHelpSession } from '../src/actions/save-session'
import type { Fields } from '../src/rules/types'
import { choosePerson } from '../src/store/bind-people'
import { detectDataLoss } from '../src/store/data-loss'
import { db } from '../src/store/database'
import { ensureIdentity } from '../src/store/identity'
import { readEnrolments } from '../src/store/people'
import { pruneSent } from '../src/store/rebuild'
import { getSetting } from '../src/store/settings'
import { writeUnsentMarker } from '../src/store/unsent-marker'
import { retrySetAside } from '../src/store/verdicts'
import { Pace } from '../src/sync/backoff'
import { device } from '../src/sync/device'
import { joinTeam } from '../src/sync/join'
import { deliverCarried } from '../src/sync/relay'
import { runRounds } from '../src/sync/sender'

const pace = new Pace()

/** The app starts. */
export async function start(): Promise<void> {
  await detectDataLoss()
  await ensureIdentity(() => crypto.randomUUID())
  if (await getSetting('standing')) writeUnsentMarker(await db.outbox.count())
  await pruneSent()
}

/** What the phone tells of a store that was thrown away; null where nothing is to be told. */
export async function loss() {
  return (await getSetting('lost')) ?? null
}

/** A row of the team vanishes from the phone, as no code of ours would let it. */
export async function spoil(): Promise<void> {
  const rows = await db.base.where('kind').equals('help_session').sortBy('id')
  await db.base.delete(rows[0]?.id ?? '')
}

export async function join(code: string, name: string) {
  return await told(await joinTeam(code, name, true))
}

/** Somebody who shares the phone takes it; `at` from 0 to 1 says who. */
export async function hand(at: number): Promise<void> {
  const able = (await readEnrolments()).filter(({ state }) => state !== 'refused')
  const next = chosen(able, at)
  if (next) await choosePerson(next.member, next.team)
}

/** Records a session of `people` people with one service. */
export async function record(day: string, people: number, service: string, note?: string) {
  const services = [{ code: service, people, outcome: 'XONG' }]
  const input = { day, start: '09:00', people, placeKind: 'NVH', services }
  return await told(await saveHelpSession({ ...input, ...(note && { note }) }))
}

/** "+1 nữa" on one of the sessions that the phone shows. */
export async function again(at: number) {
  const one = chosen(await shown(), at)
  return one ? await told(await addOneMore(one.fields)) : null
}

export async function edit(at: number, people: number, service: string) {
  const one = chosen(await shown(), at)
  if (!one) return null
  const services = [{ code: service, people, outcome: 'XONG' }]
  return await told(await editHelpSession(one.id, { people, services }, { why: 'đếm lại' }))
}

/** Takes a session back, or back in again. */
export async function flip(at: number) {
  const one = chosen(await shown(), at)
  if (!one) return null
  const turned = one.fields.status === 'void' ? restoreHelpSession : voidHelpSession
  return await told(await turned(one.id, 'ghi nhầm'))
}

/** A lead adds somebody to the team, with no network. */
export async function addVolunteer(name: string) {
  return await told(await addMember({ member: crypto.randomUUID(), name, affiliation: 'DOAN' }))
}

/** Rounds until there is nothing to do at once, and then what is carried for others. */
export async function sync() {
  const ended = await runRounds(device, pace)
  await deliverCarried()
  return ended
}

/** What the phone has not sent, as a teammate's phone takes it; null where there is nothing. */
export async function give(): Promise<string | null> {
  const made = await prepareHandOver(() => 'Từng Ngõ')
  return typeof made === 'string' ? null : made.file
}

/** Keeps what another phone gave. */
export async function take(file: string): Promise<void> {
  const parcel = await parcelOfFile(file)
  if (!parcel) throw new Error('no parcel')
  await importParcel(parcel)
}

/** A person asks for what was set aside to be tried again. */
export async function tryAgain(): Promise<void> {
  await retrySetAside()
}

/** All that the phone holds. */
export async function held() {
  const [outbox, sent, base] = await Promise.all([
    db.outbox.orderBy('no').toArray(),
    db.sent.toArray(),
    db.base.toArray(),
  ])
  return {
    outbox,
    sent,
    base,
    carried: (await db.carried.toArray()).map(({ id, state, code }) => ({ id, state, code })),
    device: (await getSetting('device')) ?? null,
    standing: (await getSetting('standing')) ?? null,
    channels: (await getSetting('channels')) ?? [],
    rebuild: (await getSetting('rebuild')) ?? null,
    repairs: (await getSetting('repairs')) ?? {},
    differing: (await getSetting('differing')) ?? [],
    complete: (await getSetting('complete')) ?? false,
    seen: (await getSetting('seen')) ?? null,
    cursors: (await getSetting('cursors')) ?? {},
    enrolments: await readEnrolments(),
  }
}

/** What waits for a verdict: the id of each change, and of its record. */
export async function unsent(): Promise<[string, string][]> {
  return (await db.outbox.orderBy('no').toArray()).map(({ id, record }) => [id, record])
}

/** Everything in the database, to be put into another one. */
export async function pour(): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(db.tables.map(async (one) => [one.name, await one.toArray()]))
  return Object.fromEntries(tables)
}

export async function fill(tables: Record<string, unknown[]>): Promise<void> {
  for (const [name, rows] of Object.entries(tables)) await db.table(name).bulkPut(rows)
}

/** How it ended, once the phone has counted what it holds, as an open app does all the time. */
async function told(outcome: Outcome<object> | { ok: boolean; problem?: string }): Promise<string> {
  if (await getSetting('standing')) writeUnsentMarker(await db.outbox.count())
  return outcome.ok ? 'ok' : ((outcome as { problem?: string }).problem ?? 'no')
}

interface Shown {
  id: string
  fields: Fields
}

/** The sessions that the phone knows of, its own unsent ones too, in a fixed order. */
async function shown(): Promise<Shown[]> {
  const rows = await db.base.where('kind').equals('help_session').toArray()
  const unsentOnes = await db.outbox.where('id').notEqual('').toArray()
  const found = new Map<string, Fields>()
  for (const row of rows) if (!row.erased) found.set(row.id, row.f)
  for (const item of unsentOnes) {
    if (item.kind !== 'help_session') continue
    found.set(item.record, { ...found.get(item.record), ...item.set })
  }
  return [...found].map(([id, fields]) => ({ id, fields })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

function chosen<T>(all: readonly T[], at: number): T | undefined {
  return all[Math.min(all.length - 1, Math.floor(at * all.length))]
}
