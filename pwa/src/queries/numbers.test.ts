import { effect } from '@preact/signals'
import { beforeEach, expect, it } from 'vitest'
import type { Enrolment, Row } from '../rules/types'
import { db } from '../store/database'
import { writeChange } from '../store/outbox'
import { putSetting } from '../store/settings'
import type { Ports } from '../sync/ports'
import { edit, joinedPhone, LAN, record, SESSION, sync } from '../sync/test-phone'
import { DEVICE, TEAM } from '../sync/test-server'
import { type Numbers, numbers } from './numbers'
import { numbersOf } from './sums'
import type { SessionView } from './types'

const MINH = 'c0000000-0000-4000-8000-0000000000bb'
const CONG = 'c0000000-0000-4000-8000-0000000000cc'
const COUNTING = new Set(['XONG', 'CHO'])
let ports: Ports

beforeEach(async () => {
  ;({ ports } = await joinedPhone())
})

let asked = 0

/** The first answer for a range; each time of another key, so that none is remembered. */
function read(from: string, to: string): Promise<Numbers> {
  asked += 1
  const query = numbers(from, `${to}${'~'.repeat(asked)}`)
  return new Promise((resolve) => {
    const stop = effect(() => {
      const found = query.value
      if (found === undefined) return
      resolve(found)
      queueMicrotask(() => stop())
    })
  })
}

it('adds up the days that are asked for, sent or not, and no others', async () => {
  await record({ day: '2026-11-01', people: 3 })
  await record({ day: '2026-11-24', people: 2 })
  await sync(ports)
  await record({ day: '2026-11-23', people: 5 })
  await record({ day: '2026-10-31', people: 100 })
  const { mine, team, onlyHere } = await read('2026-11-01', '2026-11-24')
  expect(mine).toMatchObject({ sessions: 3, people: 10, turns: 3, present: 3 })
  expect(team).toMatchObject({ sessions: 3, people: 10, turns: 3 })
  expect(onlyHere).toBe(2) // also that of another month
})

it('tells that the team is not whole before all its records have come once', async () => {
  expect((await read('2026-11-01', '2026-11-24')).whole).toBe(false)
  await sync(ports)
  expect((await read('2026-11-01', '2026-11-24')).whole).toBe(true)
})

it('a voided session counts nowhere, offline too', async () => {
  const id = await record({ people: 3 })
  await sync(ports)
  await edit(id, { status: 'void' }, { status: 'live' })
  const { mine, team } = await read('2026-11-24', '2026-11-24')
  expect([mine.people, team.people, mine.present]).toEqual([0, 0, 0])
  expect(await db.outbox.count()).toBe(1)
})

it('counts who comes back as one person and two turns, offline, and on if the first is void', async () => {
  const first = await record({ day: '2026-11-20', people: 3 })
  const second = await record({ day: '2026-11-24', people: 2, continues: first })
  await record({ day: '2026-11-24', start: '10:00', people: 2, continues: second })
  const all = async () => {
    const { mine, team } = await read('2026-11-01', '2026-11-24')
    expect(mine.people).toBe(team.people)
    return [team.people, team.turns, team.sessions]
  }
  expect(await all()).toEqual([3, 3, 3])
  expect((await read('2026-11-24', '2026-11-24')).team.people).toBe(0)
  await sync(ports)
  expect(await all()).toEqual([3, 3, 3])
  await edit(first, { status: 'void' }, { status: 'live' })
  expect(await all()).toEqual([2, 2, 2])
  await edit(second, { status: 'void' }, { status: 'live' })
  expect(await all()).toEqual([2, 1, 1])
})

it('tells how long somebody was there, once for what went on at the same time', async () => {
  await record({ day: '2026-11-24', start: '09:00', end: '10:00' })
  const second = await record({ day: '2026-11-24', start: '09:30', end: '10:30' })
  await record({ day: '2026-11-24', start: '14:00' })
  await record({ day: '2026-11-23', start: '08:00', end: '08:10' })
  const hours = async () => (await read('2026-11-01', '2026-11-24')).hours
  expect(await hours()).toBe(1.7)
  await sync(ports)
  expect(await hours()).toBe(1.7)
  await edit(second, { end: null }, { end: '10:30' })
  expect(await hours()).toBe(1.2)
})

function session(parts: Partial<SessionView>): SessionView {
  return {
    id: 'x',
    fields: SESSION,
    day: '2026-11-24',
    start: '09:00',
    people: 1,
    placeKind: 'NVH',
    place: null,
    placeName: null,
    ageBand: 'KHONGHOI',
    companions: [],
    services: [{ code: 'DD01', people: 1, outcome: 'XONG', reasons: [] }],
    note: '',
    status: 'live',
    author: LAN,
    authorName: 'Lan',
    corrected: null,
    team: TEAM.slice(5),
    where: 'received',
    handedTo: null,
    state: 'counted',
    problem: null,
    waitingEdits: 0,
    changes: [],
    mine: true,
    editable: true,
    ...parts,
  }
}

const rules = {
  team: TEAM.slice(5),
  waiting: new Set<string>(),
  merged: new Map([['minh before', MINH]]),
  counting: COUNTING,
}
const forces: Record<string, string> = { [LAN]: 'DOAN', [MINH]: 'DOAN', [CONG]: 'CONGAN' }
const count = (sessions: SessionView[]) =>
  numbersOf(sessions, LAN, rules, (member) => forces[member] ?? null)

it('people, turns and who was there stand apart', () => {
  const stall = session({
    people: 30,
    companions: [MINH, CONG],
    services: [
      { code: 'DD01', people: 30, outcome: 'XONG', reasons: [] },
      { code: 'TT01', people: 12, outcome: 'CHO', reasons: [] },
      { code: 'DD05', people: 2, outcome: 'THOI', reasons: ['ND1'] },
    ],
  })
  const { mine, team } = count([stall, session({})])
  expect(mine).toMatchObject({ sessions: 2, people: 31, turns: 43, present: 1 })
  // Lan and Minh once each that day; the police officer is told apart.
  expect(team).toMatchObject({ sessions: 2, people: 31, turns: 43, present: 2 })
  expect([...mine.services]).toEqual([
    ['DD01', { people: 31, turns: 31 }],
    ['TT01', { people: 12, turns: 12 }],
    ['DD05', { people: 2, turns: 0 }],
  ])
})

it('who came along was there, but the session is the author’s', () => {
  const theirs = session({ author: MINH, mine: false, companions: [LAN], people: 4 })
  const { mine, team } = count([theirs])
  expect(mine).toMatchObject({ sessions: 0, people: 0, present: 1 })
  expect(team).toMatchObject({ sessions: 1, people: 4, present: 2 })
})

it('who was merged was there once, under whichever id the sessions say', () => {
  const one = session({ companions: [MINH] })
  const other = session({ companions: ['minh before'] })
  expect(count([one, other]).team).toMatchObject({ present: 2, unclear: 0 })
  const asMinh = numbersOf([{ ...other, mine: false }], MINH, rules, () => 'DOAN')
  expect(asMinh.mine.present).toBe(1)
})

it('another team on the same phone stays out of the team’s figures', () => {
  const other = session({ team: 'another', author: MINH, mine: false, people: 9 })
  expect(count([other, session({})]).team.people).toBe(1)
})

it('what the server would not count is not counted', () => {
  const waits = session({ state: 'awaiting_approval' })
  const asks = session({ state: 'attention', where: 'attention' })
  const { mine, team, awaiting } = count([waits, asks])
  expect([mine.sessions, team.sessions, awaiting.sessions]).toEqual([0, 0, 1])
})

/** Lan and others have joined on the phone; who holds it now. */
async function share(holds: string, ...others: Partial<Enrolment>[]): Promise<void> {
  const team = TEAM.slice(5)
  const lan: Enrolment = {
    member: LAN,
    member_name: 'Lan',
    team,
    team_name: 'Phổ Cường',
    role: 'volunteer',
    state: 'approved',
    phrase: null,
    channel: TEAM,
  }
  const enrolments = [lan, ...others.map((other) => ({ ...lan, ...other }))]
  const row = { id: DEVICE, kind: 'device', channel: `device:${DEVICE}`, ver: 1, h: '' }
  await db.base.put({ ...row, f: { enrolments, state: 'approved' } } as unknown as Row)
  const chosen = enrolments.find((one) => one.member === holds) ?? lan
  await putSetting('person', { member: chosen.member, team: chosen.team })
}

const DAY = '2026-11-24'
const minh: Partial<Enrolment> = { member: MINH, member_name: 'Minh' }

it('on a shared phone the team has what anybody on it recorded', async () => {
  await share(LAN, minh)
  await record({ people: 5 })
  await share(MINH, minh)
  const { mine, team, onlyHere } = await read(DAY, DAY)
  expect([mine.people, team.people, onlyHere]).toEqual([0, 5, 1])
})

it('the other one’s unsent work for another team is none of this team’s, yet only here', async () => {
  const other = '7c000000-0000-4000-8000-0000000000ff'
  await share(MINH, { ...minh, team: other, channel: `team:${other}` })
  await record({ people: 5 })
  await share(LAN, minh)
  const { mine, team, onlyHere } = await read(DAY, DAY)
  expect([mine.people, team.people, onlyHere]).toEqual([0, 0, 1])
})

it('who came back in another team of the same person is one person there, too', async () => {
  const other = '7c000000-0000-4000-8000-0000000000ff'
  await share(LAN, { team: other, channel: `team:${other}` })
  await putSetting('person', { member: LAN, team: other })
  const first = await record({ people: 3 })
  await record({ start: '10:00', people: 3, continues: first })
  await putSetting('person', { member: LAN, team: TEAM.slice(5) })
  const { mine } = await read(DAY, DAY)
  expect([mine.people, mine.turns]).toEqual([3, 2])
})

it('who waits for approval adds nothing to the team before it', async () => {
  await share(MINH, { ...minh, state: 'pending' })
  await record({ people: 5 })
  await share(LAN, { ...minh, state: 'pending' })
  const { team, onlyHere } = await read(DAY, DAY)
  expect([team.people, onlyHere]).toEqual([0, 1])
})

it('what was set aside is only here too, what was voided is not missed', async () => {
  await record()
  await db.outbox.toCollection().modify({ error: 'bad_json' })
  const taken = await record()
  await edit(taken, { status: 'void' }, { status: 'live' })
  expect((await read(DAY, DAY)).onlyHere).toBe(1)
})

/** A row of a member as the server sends it. */
async function member(id: string, affiliation: string, from: string, channel = TEAM) {
  const f = { member: id, name: 'x', role: 'volunteer', affiliation, from, to: null }
  const row = {
    id: `${id}/${channel}`,
    kind: 'member',
    channel,
    ver: 1,
    h: '',
    state: 'counted',
    f,
  }
  await db.base.put(row as unknown as Row)
}

it('a member’s force is that of the team, whatever they are elsewhere', async () => {
  await member(LAN, 'CONGAN', '2026-01-01')
  await member(LAN, 'DOAN', '2025-01-01', 'team:7c000000-0000-4000-8000-0000000000ff')
  await record()
  expect((await read(DAY, DAY)).team).toMatchObject({ present: 0, unclear: 0 })
})

it('says of how many it cannot know: before the last time in the team, or without a row', async () => {
  await member(LAN, 'DOAN', '2026-11-24')
  await member(MINH, 'DOAN', '2026-11-20')
  await record({ companions: [MINH, CONG] })
  await record({ day: '2026-11-23', companions: [MINH] })
  const { team } = await read('2026-11-23', DAY)
  // Minh twice and Lan today; Lan the day before and the other one are not known.
  expect(team).toMatchObject({ present: 3, unclear: 2 })
})

it('counts a member who was only added on this phone', async () => {
  await share(LAN, { member: LAN, role: 'lead' })
  await member(LAN, 'CONGAN', '2026-01-01')
  const set = { member: MINH, name: 'Minh', affiliation: 'DOAN', from: DAY, role: 'volunteer' }
  const where = { id: 'm', kind: 'member' as const, record: 'm1', at: `${DAY}T09:00:00+07:00` }
  await writeChange(where, () => ({ op: 'create', set }))
  await record({ companions: [MINH] })
  await record({ day: '2026-11-23', companions: [MINH] })
  expect((await read('2026-11-23', DAY)).team).toMatchObject({ present: 2, unclear: 0 })
})
