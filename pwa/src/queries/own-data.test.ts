import { beforeEach, expect, it } from 'vitest'
import { requestData } from '../actions/data-requests'
import type { Enrolment, Row } from '../rules/types'
import { db } from '../store/database'
import { getSetting, putSetting } from '../store/settings'
import { joinedPhone, LAN } from '../sync/test-phone'
import { DEVICE, TEAM } from '../sync/test-server'
import { ownData } from './own-data'
import { first } from './test-live'

const MINH = 'c0000000-0000-4000-8000-00000000001b'
const OLD = 'c0000000-0000-4000-8000-00000000001c'
const OWN = `device:${DEVICE}`

const row = (id: string, kind: string, channel: string, f: object): Row =>
  ({ id, kind, channel, ver: 1, h: '', state: 'counted', f }) as Row
const session = (id: string, author: string, companions: string[]) =>
  row(id, 'help_session', TEAM, {
    ...{ day: '2026-11-24', start: '09:10', people: 2, place_kind: 'NVH', age_band: 'KHONGHOI' },
    ...{ author, companions, status: 'live', team: TEAM.slice(5), note: `of ${id}` },
    'services.DD01': { people: 2, outcome: 'XONG', reasons: [] },
  })

beforeEach(joinedPhone)

it('is of who holds the phone alone, with who was merged into them', async () => {
  const [lan] = ((await getSetting('enrolments')) ?? []) as Enrolment[]
  if (!lan) throw new Error('nobody is on this phone')
  const minh = { ...lan, member: MINH, member_name: 'Minh' }
  await putSetting('enrolments', [{ ...lan, merged: [OLD] }, minh])
  await putSetting('person', { member: LAN, team: TEAM.slice(5) })
  await db.base.bulkPut([
    session('s1', LAN, [MINH]),
    session('s2', MINH, [LAN]),
    session('s3', MINH, []),
    session('s4', OLD, []),
    row('r1', 'data_request', OWN, { wish: 'erase', author: OLD, received: '2026-11-24' }),
    row('r2', 'data_request', OWN, { wish: 'erase', author: MINH, received: '2026-11-24' }),
    row('p1', 'document', 'unit:x', { title: 'Kế hoạch' }),
    row('o1', 'opening', OWN, { document: 'p1', version: 2, author: LAN, on: '2026-11-24' }),
    row('o2', 'opening', OWN, { document: 'p1', version: 1, author: MINH, on: '2026-11-24' }),
  ])
  const found = await first(ownData())
  expect(found?.name).toBe('Lan')
  expect(found?.sessions.map(({ view, as }) => [view.id, as]).sort()).toEqual([
    ['s1', 'author'],
    ['s2', 'companion'],
    ['s4', 'author'],
  ])
  expect(found?.requests.map(({ id }) => id)).toEqual(['r1'])
  expect(found?.openings).toEqual([{ title: 'Kế hoạch', version: 2, day: '2026-11-24' }])
  expect([found?.mayAsk, found?.waits, found?.unsent]).toEqual([true, false, 0])
})

it('shows what was asked for before the server has heard of it', async () => {
  await requestData('correct', 'Tên mình là Lân')
  const found = await first(ownData())
  expect(found?.requests).toMatchObject([
    { wish: 'correct', text: 'Tên mình là Lân', where: 'here', received: null, outcome: null },
  ])
  expect(found?.unsent).toBe(1)
})

it('of who has left nothing can be asked', async () => {
  const all = (await getSetting('enrolments')) ?? []
  await putSetting(
    'enrolments',
    all.map((one) => ({ ...one, state: 'ended' as const })),
  )
  await putSetting('person', { member: LAN, team: TEAM.slice(5) })
  expect((await first(ownData()))?.mayAsk).toBe(false)
})
