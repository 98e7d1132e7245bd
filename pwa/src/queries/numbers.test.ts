import { effect } from '@preact/signals'
import { beforeEach, expect, it } from 'vitest'
import { db } from '../local/database'
import type { Ports } from '../sync/ports'
import { edit, joinedPhone, LAN, record, SESSION, sync } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import { type Numbers, numbers, numbersOf } from './numbers'
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
  const { mine, team, unsent } = await read('2026-11-01', '2026-11-24')
  expect(mine).toMatchObject({ sessions: 3, people: 10, turns: 3, present: 3 })
  expect(team).toMatchObject({ sessions: 3, people: 10, turns: 3 })
  expect(unsent).toMatchObject({ sessions: 1, people: 5 })
})

it('a voided session counts nowhere, offline too', async () => {
  const id = await record({ people: 3 })
  await sync(ports)
  await edit(id, { status: 'void' }, { status: 'live' })
  const { mine, team } = await read('2026-11-24', '2026-11-24')
  expect([mine.people, team.people, mine.present]).toEqual([0, 0, 0])
  expect(await db.outbox.count()).toBe(1)
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
    state: 'counted',
    problem: null,
    waitingEdits: 0,
    changes: [],
    mine: true,
    editable: true,
    ...parts,
  }
}

const lan = { member: LAN, team: TEAM.slice(5) }
const count = (sessions: SessionView[]) => numbersOf(sessions, lan, COUNTING, new Set([LAN, MINH]))

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
