import { beforeEach, expect, it } from 'vitest'
import { viewOf } from '../queries/session-view'
import type { Enrolment, Row } from '../rules/types'
import { freshStore, LAN, record } from '../sync/test-phone'
import { DEVICE, TEAM } from '../sync/test-server'
import { bindJoined } from './bind-people'
import { db } from './database'
import { putRows } from './inbox'
import { currentPerson, readEnrolments } from './people'
import { readContext, viewRecords } from './reading'
import { getSetting, putSetting } from './settings'

// Lan joined twice; what she was on this phone is merged into the first entry. PROTOCOL 5.10
const FIRST = 'c0000000-0000-4000-8000-0000000000ff'
const lan: Enrolment = {
  member: LAN,
  member_name: 'Lan',
  team: TEAM.slice(5),
  team_name: 'Phổ Cường',
  role: 'volunteer',
  state: 'approved',
  phrase: null,
  channel: TEAM,
}
const kept: Enrolment = { ...lan, member: FIRST, merged: [LAN] }
const pin = { salt: new Uint8Array(), hash: new Uint8Array(), rounds: 1, resets: {}, wrong: 0 }

const row = (id: string, kind: string, channel: string, ver: number, f: object): Row =>
  ({ id, kind, channel, ver, h: '', state: 'counted', f }) as unknown as Row

/** The page in which this phone hears of it. */
const hear = async () =>
  await db.transaction('rw', [db.base, db.sent, db.outbox, db.meta, db.carried], async () => {
    await putRows('base', [
      row(DEVICE, 'device', `device:${DEVICE}`, 5, { enrolments: [kept], state: 'approved' }),
      row('aa', 'member', TEAM, 6, { member: FIRST, name: 'Lan', merged: [LAN] }),
    ])
  })

beforeEach(async () => {
  await freshStore()
  await putSetting('device', DEVICE)
  await bindJoined(lan, null)
})

it('goes on as the one who was kept, and as nobody else', async () => {
  await hear()
  expect(await readEnrolments()).toEqual([kept])
  expect(await currentPerson()).toEqual(kept)
  expect(await getSetting('person')).toEqual({ member: FIRST, team: lan.team })
  const id = await record()
  const [made] = await db.outbox.where('record').equals(id).toArray()
  expect([made?.author, made?.channel]).toEqual([FIRST, TEAM])
})

it('sends what it held as it was made, and shows it as its own', async () => {
  const id = await record()
  await hear()
  const [held] = await db.outbox.where('record').equals(id).toArray()
  expect(held?.author).toBe(LAN)
  const context = await readContext()
  const [view] = await viewRecords([id], context)
  expect(view && viewOf(view, context)).toMatchObject({
    author: FIRST,
    authorName: 'Lan',
    mine: true,
    where: 'here',
  })
})

it('keeps the lock of the name, and leaves nobody else without theirs', async () => {
  const other = 'c0000000-0000-4000-8000-0000000000aa'
  await putSetting('pins', { [LAN]: { ...pin, wrongAt: null }, [other]: { ...pin, wrongAt: null } })
  await hear()
  expect(Object.keys((await getSetting('pins')) ?? {}).sort()).toEqual([other, FIRST].sort())
})

it('has what was recorded while she could not act go out, under the id that it had', async () => {
  await db.base.put(
    row(DEVICE, 'device', `device:${DEVICE}`, 3, { enrolments: [{ ...lan, state: 'refused' }] }),
  )
  const id = await record()
  await hear()
  const [held] = await db.outbox.where('record').equals(id).toArray()
  expect([held?.author, held?.channel]).toEqual([LAN, TEAM])
})
