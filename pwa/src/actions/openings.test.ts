import { beforeEach, expect, it } from 'vitest'
import type { Paper } from '../rules/types'
import { db } from '../store/database'
import { readContext } from '../store/reading'
import { readRequestInput } from '../store/request'
import { getSetting, putSetting } from '../store/settings'
import { joinedPhone, LAN, sync } from '../sync/test-phone'
import { DEVICE, TEAM } from '../sync/test-server'
import { noteOpened } from './openings'

const PAPER = { id: '3a000000-0000-4000-8000-000000000001', version: 2 } as Paper

beforeEach(joinedPhone)

it('once a version, in the channel of the phone, whoever is offline', async () => {
  await noteOpened(PAPER, 'pages')
  await noteOpened(PAPER, 'original')
  await noteOpened({ ...PAPER, version: 3 }, 'text')
  expect(await db.outbox.orderBy('no').toArray()).toMatchObject([
    {
      op: 'create',
      kind: 'opening',
      author: LAN,
      channel: `device:${DEVICE}`,
      set: { document: PAPER.id, version: 2, as: 'pages' },
    },
    { set: { document: PAPER.id, version: 3, as: 'text' } },
  ])
  expect(await getSetting('no')).toBe(2)
  // Nobody recorded anything that would have to be sent.
  expect((await readContext()).outbox.size).toBe(0)
  const { pending, oldest, changes } = await readRequestInput(500, 100_000)
  expect([pending, oldest, changes.length]).toEqual([0, null, 2])
})

it('not again once it was sent', async () => {
  const { ports } = await joinedPhone()
  await noteOpened(PAPER, 'text')
  await sync(ports)
  await noteOpened(PAPER, 'text')
  expect(await db.outbox.count()).toBe(0)
  expect(await db.sent.count()).toBe(1)
})

it('nothing before anybody has joined', async () => {
  await putSetting('enrolments', [])
  await noteOpened(PAPER, 'text')
  expect(await db.outbox.count()).toBe(0)
})

it('each person of a shared phone', async () => {
  const all = (await getSetting('enrolments')) ?? []
  const [lan] = all
  if (!lan) throw new Error('nobody is on this phone')
  const minh = { ...lan, member: 'c0000000-0000-4000-8000-00000000001b', member_name: 'Minh' }
  await putSetting('enrolments', [lan, minh])
  await noteOpened(PAPER, 'text')
  await putSetting('person', { member: minh.member, team: TEAM.slice(5) })
  await noteOpened(PAPER, 'text')
  expect((await db.outbox.toArray()).map(({ author }) => author).sort()).toEqual(
    [LAN, minh.member].sort(),
  )
})
