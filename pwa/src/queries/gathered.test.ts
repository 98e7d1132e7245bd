import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import type { Change, Fields, Row } from '../rules/types'
import { db } from '../store/database'
import { today } from '../store/days'
import { saveCarried } from '../store/relay'
import { getSetting, putSetting } from '../store/settings'
import { joinedPhone, LAN, newId, record, SESSION } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import { gathered } from './gathered'
import { forgetAnswers } from './live'
import { numbers } from './numbers'
import { today as allOfToday } from './sessions'
import { teamDone } from './target-progress'
import { first } from './test-live'

const MINH = 'c0000000-0000-4000-8000-0000000000aa'
const TU = 'c0000000-0000-4000-8000-0000000000bb'

async function inTeam(member: string, name: string): Promise<void> {
  const f = { member, name, role: 'volunteer', affiliation: 'DOAN', from: '2026-01-01' }
  const row = { id: newId(), kind: 'member', channel: TEAM, ver: 1, h: '', state: 'counted', f }
  await db.base.add(row as Row)
}

function change(set: Fields, parts: Partial<Change> = {}): Change {
  return {
    ...{ id: newId(), no: 1, author: MINH, op: 'create', kind: 'help_session', record: newId() },
    ...{ channel: TEAM, schema: 1, at: `${today()}T09:00:00+07:00` },
    set,
    ...parts,
  }
}

const session = (people: number, parts: Partial<Change> = {}) =>
  change({ ...SESSION, day: today(), people, 'services.DD01': { ...ONE, people } }, parts)
const ONE = { outcome: 'XONG', reasons: [] }

/** Minh's phone has shown these changes, and this one keeps them. */
async function scanned(from: string, ...changes: Change[]): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify({ changes }))
  const id = newId()
  const signature = new Uint8Array(64)
  const at = new Date().toISOString()
  const sessions = changes.length
  await saveCarried([
    { id, device: newId(), from, sessions, signature, payload, state: 'waiting', code: null, at },
  ])
  return id
}

async function now() {
  const found = await first(gathered())
  if (!found) throw new Error('nobody is in charge')
  const people = Object.fromEntries(found.people.map((one) => [one.name, one]))
  return { ...found, people }
}

/** How many of the sessions of these days the message says are carried. */
async function carried(from = today(), to = from): Promise<number> {
  forgetAnswers()
  return (await first(numbers(from, to))).carried
}

/** The server has it as the parcel says; the phone has heard of it. */
async function received(one: Change, f: Fields = {}): Promise<void> {
  const whole = { ...one.set, author: one.author, team: TEAM.slice(5), ...f }
  const state = f.status === 'void' ? 'void' : 'counted'
  const row = { id: one.record, kind: one.kind, channel: TEAM, ver: 9, h: '', state, f: whole }
  await db.base.put(row as Row)
}

beforeEach(async () => {
  await joinedPhone()
  const [lan] = (await getSetting('enrolments')) ?? []
  await putSetting('enrolments', lan ? [{ ...lan, role: 'lead' }] : [])
  await inTeam(LAN, 'Lan')
  await inTeam(MINH, 'Minh')
  await inTeam(TU, 'Tú')
})

it('adds up own work and what was scanned, and names who has given and who has not', async () => {
  await record({ day: today(), people: 3, 'services.DD01': { ...ONE, people: 3 } })
  await scanned('Minh', session(5), session(2))
  const { team, people, waiting } = await now()
  const sum = { people: 10, turns: 10, sessions: 3 }
  expect(team).toEqual(sum)
  expect((await first(allOfToday()))?.team).toEqual(sum)
  expect((await first(numbers(today(), today())))?.team).toMatchObject(sum)
  expect((await first(teamDone(TEAM.slice(5), today(), today()))).all).toMatchObject(sum)
  expect(waiting).toBe(1)
  expect(people.Lan).toMatchObject({ sessions: 1, given: 'here' })
  expect(people.Minh).toMatchObject({ sessions: 2, given: 'parcel' })
  expect(people.Tú).toMatchObject({ sessions: 0, given: null })
})

it('counts nothing twice, whatever comes twice and whichever way', async () => {
  const one = session(5)
  await scanned('Minh', one)
  await scanned('Minh', one, session(2))
  expect((await now()).team).toEqual({ people: 7, turns: 7, sessions: 2 })
  expect([await carried(), await carried('2026-10-01', '2026-10-31')]).toEqual([2, 0])
  await received(one)
  expect((await now()).team).toEqual({ people: 7, turns: 7, sessions: 2 })
  expect(await carried()).toBe(1)
  await received(session(4, { author: TU }))
  expect((await now()).people.Tú).toMatchObject({ sessions: 1, given: 'server' })
})

it('follows what was changed and voided on the other phone, and other days not at all', async () => {
  const kept = session(5)
  const slip = session(9)
  const edit = (of: Change, set: Fields, prev: Fields) =>
    change(set, { op: 'edit', record: of.record, prev })
  await scanned(
    'Minh',
    kept,
    edit(kept, { people: 6 }, { people: 5 }),
    slip,
    edit(slip, { status: 'void' }, { status: 'live' }),
    change({ ...SESSION, day: '2026-11-01' }),
  )
  expect((await now()).team).toMatchObject({ people: 6, sessions: 1 })
  expect(await carried()).toBe(1)
  await received(kept)
  expect((await now()).team).toMatchObject({ people: 6, sessions: 1 })
})

it('believes the server where it says otherwise', async () => {
  const voided = session(5)
  const moved = session(7)
  await scanned('Minh', voided, moved)
  await received(voided, { status: 'void' })
  await received(moved, { day: '2026-11-01' })
  const { team, people } = await now()
  expect(team.sessions).toBe(0)
  expect(people.Minh).toMatchObject({ sessions: 0, given: 'parcel' })
})

it('counts who came back once, whether the session is this phone’s or came in a parcel', async () => {
  const first = await record({ day: today(), start: '08:00', people: 3 })
  await record({ day: today(), start: '09:00', people: 3, continues: first })
  await scanned('Minh', session(2, { set: { ...session(2).set, continues: first } }))
  expect((await now()).team).toMatchObject({ people: 3, sessions: 3 })
})

it('knows who was merged since, though the parcel has the old id', async () => {
  const before = newId()
  const [minh] = await db.base.filter(({ f }) => f.member === MINH).toArray()
  await db.base.put({ ...minh, f: { ...minh?.f, merged: [before] } } as Row)
  await scanned('Minh', session(5, { author: before }))
  const { team, people, strangers } = await now()
  expect([team.people, people.Minh?.sessions, people.Minh?.given]).toEqual([5, 1, 'parcel'])
  expect(strangers).toEqual([])
})

it('has nobody’s day by a parcel of yesterday, though it was delivered today', async () => {
  const id = await scanned('Minh', session(5))
  const at = new Date()
  const taken = new Date(at.getTime() - 86_400_000).toISOString()
  await db.carried.update(id, { state: 'received', at: at.toISOString(), taken })
  await putSetting('lastContact', at.toISOString())
  expect((await now()).people.Minh).toMatchObject({ sessions: 0, given: null })
})

it('once delivered it counts until the server has been heard again', async () => {
  const id = await scanned('Minh', session(5))
  const at = Date.now()
  await db.carried.update(id, { state: 'received', at: new Date(at).toISOString() })
  await putSetting('lastContact', new Date(at - 60_000).toISOString())
  expect(await now()).toMatchObject({ waiting: 0, team: { people: 5 } })
  expect(await carried()).toBe(0)
  await putSetting('lastContact', new Date(at + 60_000).toISOString())
  expect(await now()).toMatchObject({ team: { people: 0 }, people: { Minh: { given: 'parcel' } } })
})

it('counts nobody whom the team has not taken in, and no other team’s work', async () => {
  await scanned('Hoa', session(5, { author: newId() }))
  await scanned('Minh', session(4, { channel: 'team:c0000000-0000-4000-8000-0000000000ff' }))
  const { team, strangers } = await now()
  expect(team.sessions).toBe(0)
  expect(strangers).toEqual(['Hoa'])
})

it('tells namesakes apart, and knows who was called otherwise when it was scanned', async () => {
  const other = newId()
  await inTeam(other, 'Minh')
  await scanned('Minh cũ', session(5))
  const found = await first(gathered())
  const given = found?.people.filter((one) => one.given === 'parcel')
  expect(given?.map((one) => one.member)).toEqual([MINH])
  expect(found?.strangers).toEqual([])
})

it('what is no change spoils nothing beside it', async () => {
  await scanned('Minh', null as never, { ...session(9), set: null as never }, session(5))
  expect((await now()).team).toMatchObject({ people: 5, sessions: 1 })
})

it('a parcel that cannot be read spoils none of the others', async () => {
  await scanned('Minh', session(5))
  const id = await scanned('Tú', session(5))
  await db.carried.update(id, { payload: new Uint8Array([0x7b, 0x22]) })
  expect((await now()).team.sessions).toBe(1)
})
