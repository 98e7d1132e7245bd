import { beforeEach, expect, it } from 'vitest'
import { db } from '../store/database'
import { readContext } from '../store/reading'
import { readRequestInput } from '../store/request'
import { getSetting, putSetting } from '../store/settings'
import { joinedPhone, LAN, sync } from '../sync/test-phone'
import { DEVICE } from '../sync/test-server'
import { requestData } from './data-requests'

beforeEach(joinedPhone)

it('is kept in the channel of the phone under who holds it, and goes out with the rest', async () => {
  const { ports } = await joinedPhone()
  expect(await requestData('correct', '  Tên mình là Nguyễn Thị Lân ')).toEqual({ ok: true })
  expect(await requestData('erase', '')).toEqual({ ok: true })
  expect(await db.outbox.orderBy('no').toArray()).toMatchObject([
    {
      ...{ op: 'create', kind: 'data_request', author: LAN, channel: `device:${DEVICE}` },
      set: { wish: 'correct', text: 'Tên mình là Nguyễn Thị Lân' },
    },
    { set: { wish: 'erase' } },
  ])
  // Somebody waits for it: it is among what is not sent.
  expect((await readContext()).outbox.size).toBe(2)
  expect((await readRequestInput(500, 100_000)).pending).toBe(2)
  await sync(ports)
  expect(await db.outbox.count()).toBe(0)
})

it('holds nobody’s number', async () => {
  const answer = await requestData('correct', 'Số của mình là 0912345678')
  expect(answer).toMatchObject({ ok: false, problem: 'citizen_data' })
  expect(await db.outbox.count()).toBe(0)
})

it('is only for who may act on the phone', async () => {
  const all = (await getSetting('enrolments')) ?? []
  await putSetting(
    'enrolments',
    all.map((one) => ({ ...one, state: 'ended' as const })),
  )
  await db.base.clear()
  expect(await requestData('erase', '')).toMatchObject({ ok: false, problem: 'unknown_author' })
  expect(await db.outbox.count()).toBe(0)
})
