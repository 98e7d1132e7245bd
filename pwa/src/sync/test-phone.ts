import type { Fields } from '../rules/types'
import * as arrivals from '../store/arrivals'
import { db } from '../store/database'
import * as digests from '../store/digests'
import { lacksPeople } from '../store/enrolments'
import { writeChange } from '../store/outbox'
import * as pages from '../store/pages'
import * as rebuild from '../store/rebuild'
import * as request from '../store/request'
import type { CarriedBundle } from '../store/rows'
import * as told from '../store/server-state'
import { putSetting } from '../store/settings'
import * as verdicts from '../store/verdicts'
import { Pace } from './backoff'
import type { Ports } from './ports'
import { runRounds } from './sender'
import { DEVICE, TEAM, TestServer } from './test-server'

export const LAN = 'c0000000-0000-4000-8000-00000000001a'

let generation = 1_000

/** An empty store, with nobody joined; an answer that the test before still waits for is none of it. */
export async function freshStore(): Promise<void> {
  await db.open()
  await Promise.all(db.tables.map((table) => table.clear()))
  generation += 1_000
  await putSetting('deskGeneration', generation)
}

/** Lan's phone in the team of Phổ Cường, on an empty store. */
export async function joinedPhone(): Promise<{ server: TestServer; ports: Ports; clock: Clock }> {
  await freshStore()
  await putSetting('device', DEVICE)
  await putSetting('standing', 'welcome')
  await putSetting('enrolments', [
    {
      member: LAN,
      member_name: 'Lan',
      team: TEAM.slice(5),
      team_name: 'Phổ Cường',
      role: 'volunteer',
      state: 'approved',
      phrase: null,
      channel: TEAM,
    },
  ])
  const server = new TestServer()
  const clock = new Clock()
  return { server, ports: portsOf(server, clock), clock }
}

export class Clock {
  ms = Date.parse('2026-11-24T02:00:00Z')
  now = () => new Date(this.ms)
}

export function portsOf(server: TestServer, clock: Clock): Ports {
  return {
    now: clock.now,
    random: () => 0.5,
    remote: server,
    store: {
      ...request,
      ...verdicts,
      ...pages,
      ...digests,
      ...rebuild,
      ...told,
      ...arrivals,
      lacksPeople,
    },
    tell: () => undefined,
    rejoin: async () => 'no',
    app: '1.0.0',
    readiness: () => null,
  }
}

let made = 0
export const newId = () => `d0000000-0000-4000-8000-${(++made).toString(16).padStart(12, '0')}`

/** What a teammate has handed over, of one session. */
export const parcelOf = (
  from: string,
  state: CarriedBundle['state'] = 'waiting',
): CarriedBundle => ({
  ...{ id: newId(), device: newId(), from, sessions: 1, state, code: null },
  ...{ signature: new Uint8Array(64), payload: new Uint8Array(1), at: new Date().toISOString() },
})

export const SESSION: Fields = {
  day: '2026-11-24',
  start: '09:00',
  place_kind: 'NVH',
  people: 1,
  age_band: 'KHONGHOI',
  companions: [],
  status: 'live',
  'services.DD01': { people: 1, outcome: 'XONG', reasons: [] },
}

/** Records a session; gives its record id. */
export async function record(set: Fields = {}): Promise<string> {
  const id = newId()
  await writeChange(
    { id: newId(), kind: 'help_session', record: id, at: '2026-11-24T09:00:00+07:00' },
    () => ({ op: 'create', set: { ...SESSION, ...set } }),
  )
  return id
}

export async function edit(record: string, set: Fields, prev: Fields): Promise<string> {
  const id = newId()
  await writeChange({ id, kind: 'help_session', record, at: '2026-11-24T09:05:00+07:00' }, () => ({
    op: 'edit',
    set,
    prev,
  }))
  return id
}

export const sync = (ports: Ports, pace = new Pace()) => runRounds(ports, pace)
