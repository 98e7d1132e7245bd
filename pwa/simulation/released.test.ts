// What a phone with this app holds in its outbox, as a released version holds it for ever: the server
// must understand it years from now (PROTOCOL 5.1.3, tests/server/sync/test_released.py). A version whose
// changes look otherwise gets a file of its own: `RELEASE=1 npx vitest run released` writes it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { version } from '../package.json'
import { editHelpSession, restoreHelpSession, voidHelpSession } from '../src/actions/edit-session'
import { addOneMore } from '../src/actions/help-session'
import { addMember } from '../src/actions/lead/team'
import { addPlace } from '../src/actions/places'
import { saveHelpSession } from '../src/actions/save-session'
import { SCHEMA } from '../src/rules/protocol-limits'
import { db } from '../src/store/database'
import { putSetting } from '../src/store/settings'
import { joinedPhone, LAN, SESSION } from '../src/sync/test-phone'
import { TEAM } from '../src/sync/test-server'

const FILE = new URL(`../../tests/released/${version}.json`, import.meta.url)
const MINH = 'c0000000-0000-4000-8000-00000000002b'
const MINHS_SESSION = 'e0000000-0000-4000-8000-000000000001'
const NEW = 'c0000000-0000-4000-8000-00000000003c'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T02:30:00Z') })
  let made = 0
  vi.spyOn(crypto, 'randomUUID').mockImplementation(
    () => `d0000000-0000-4000-8000-${(++made).toString(16).padStart(12, '0')}`,
  )
})

afterEach(() => vi.useRealTimers())

async function ok<T extends { ok: boolean }>(done: Promise<T>): Promise<T & { ok: true }> {
  const outcome = await done
  expect(outcome).toMatchObject({ ok: true })
  return outcome as T & { ok: true }
}

/** Lan leads: she notes all there is to note, changes it in every way, and adds somebody. */
async function aDay(): Promise<void> {
  const place = await ok(addPlace('Chợ Phổ Cường', 'CHO'))
  const whole = {
    day: '2026-11-24',
    start: '08:15',
    people: 3,
    placeKind: 'CHO',
    place: place.id,
    ageBand: '60',
    companions: [MINH],
    services: [
      { code: 'DD01', people: 2, outcome: 'XONG' },
      { code: 'TT01', people: 1, outcome: 'MOTPHAN', reasons: ['MAY1'] },
    ],
    note: 'máy cũ, hẹn chiều',
  }
  const first = await ok(saveHelpSession(whole))
  const second = await ok(
    saveHelpSession({ people: 1, placeKind: 'NVH', services: [whole.services[0] as never] }),
  )
  await ok(addOneMore(SESSION))
  await ok(
    editHelpSession(first.id, {
      people: 4,
      note: '',
      services: [{ code: 'DD01', people: 4, outcome: 'XONG' }],
    }),
  )
  await ok(voidHelpSession(second.id))
  await ok(restoreHelpSession(second.id))
  await ok(voidHelpSession(second.id))
  await ok(editHelpSession(MINHS_SESSION, { people: 2 }, { why: 'đếm lại với Minh' }))
  await ok(addMember({ member: NEW, name: 'Nguyễn Thị Bình', affiliation: 'DOAN' }))
}

it('is the golden outbox of this version', async () => {
  await joinedPhone()
  const enrolments = [
    {
      member: LAN,
      member_name: 'Lan',
      team: TEAM.slice(5),
      team_name: 'Phổ Cường',
      role: 'lead',
      state: 'approved',
      phrase: null,
      channel: TEAM,
    },
  ]
  await putSetting('enrolments', enrolments as never)
  await db.base.put({
    id: MINHS_SESSION,
    kind: 'help_session',
    channel: TEAM,
    ver: 7,
    h: '0000000000000001',
    state: 'counted',
    f: { ...SESSION, team: TEAM.slice(5), author: MINH },
  } as never)
  await aDay()
  const outbox = await db.outbox.orderBy('no').toArray()
  const changes = outbox.map(({ tries: _tries, error: _error, ...change }) => change)
  const golden = { app: version, schema: SCHEMA, author: LAN, channel: TEAM, changes }
  if (process.env.RELEASE && !existsSync(FILE)) {
    writeFileSync(FILE, `${JSON.stringify(golden, null, 1)}\n`)
  }
  expect(JSON.parse(JSON.stringify(golden))).toEqual(JSON.parse(readFileSync(FILE, 'utf8')))
})
