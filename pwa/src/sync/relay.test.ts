import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Row } from '../rules/types'
import { db } from '../store/database'
import { dropErased } from '../store/inbox'
import { pruneSent, startHistoryRebuild } from '../store/rebuild'
import { saveCarried } from '../store/relay'
import { putSetting } from '../store/settings'
import { deliverCarried } from './relay'

const DEVICE = '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6'
let answers: Map<string, { status: number; body: unknown }>
let asked: string[]

const taken = (...verdicts: string[]) => ({
  status: 200,
  body: { results: verdicts.map((verdict) => ({ id: 'x', verdict, code: null, fields: [] })) },
})
const refused = (status: number, code: string) => ({ status, body: { code } })

beforeEach(async () => {
  await db.carried.clear()
  answers = new Map()
  asked = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const { payload } = JSON.parse(String(init.body))
    const id = atob(payload)
    asked.push(id)
    const answer = answers.get(id)
    if (!answer) throw new TypeError('no network')
    return new Response(JSON.stringify(answer.body), {
      status: answer.status,
      headers: { 'Content-Type': 'application/json' },
    })
  })
  for (const id of ['a', 'b', 'c']) await carry(id)
})

afterEach(() => vi.unstubAllGlobals())

async function carry(id: string): Promise<void> {
  const payload = new TextEncoder().encode(id)
  const row = {
    id,
    device: DEVICE,
    from: 'Lan',
    sessions: 1,
    signature: new Uint8Array(64),
    payload,
  }
  await saveCarried([{ ...row, state: 'waiting', code: null, at: `2026-11-26T0${asked.length}` }])
}

const kept = async () =>
  (await db.carried.toArray()).map((one) => [one.id, one.state, one.code, one.payload.length])

it('stays whole while there is no network, and asks once only', async () => {
  await deliverCarried()
  expect(asked).toEqual(['a'])
  expect(await kept()).toEqual([
    ['a', 'waiting', null, 1],
    ['b', 'waiting', null, 1],
    ['c', 'waiting', null, 1],
  ])
})

it('is delivered when the server has answered for it, and not before', async () => {
  answers.set('a', taken('applied', 'conflict')).set('b', taken('applied', 'retry'))
  await deliverCarried()
  expect((await kept()).slice(0, 2)).toEqual([
    ['a', 'received', null, 1],
    ['b', 'waiting', null, 1],
  ])
  answers.set('b', taken('applied', 'applied')).set('c', taken('review'))
  await deliverCarried()
  expect(asked).toEqual(['a', 'b', 'c', 'b', 'c'])
  expect((await kept()).map(([, state]) => state)).toEqual(['received', 'received', 'received'])
})

it('is brought again to a server that came back from a backup', async () => {
  for (const id of ['a', 'b', 'c']) answers.set(id, taken('applied'))
  await deliverCarried()
  await startHistoryRebuild()
  expect((await kept()).map(([, state]) => state)).toEqual(['waiting', 'waiting', 'waiting'])
  await deliverCarried()
  expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
})

it('what was erased stays in no bundle, erased before it was brought or after', async () => {
  answers.set('a', taken('applied', 'gone')).set('b', taken('applied'))
  await deliverCarried()
  expect((await kept()).slice(0, 2)).toEqual([
    ['a', 'received', null, 0],
    ['b', 'received', null, 1],
  ])
  await db.transaction('rw', db.sent, db.carried, () =>
    dropErased([{ id: 'any', erased: true } as Row]),
  )
  expect((await kept())[1]).toEqual(['b', 'received', null, 0])
  await startHistoryRebuild() // nothing of it is left to bring
  expect((await kept()).map(([, state]) => state)).toEqual(['received', 'received', 'waiting'])
})

it('nothing that was delivered is kept for longer than 90 days of the server', async () => {
  await putSetting('serverNow', '2026-11-26T02:00:00+00:00')
  answers.set('a', taken('applied'))
  await deliverCarried()
  await putSetting('serverNow', '2027-02-20T02:00:00+00:00')
  await pruneSent()
  expect((await kept())[0]).toEqual(['a', 'received', null, 1])
  await putSetting('serverNow', '2027-02-25T02:00:00+00:00')
  await pruneSent()
  expect((await kept())[0]).toEqual(['a', 'received', null, 0])
})

it('one that will never be taken is kept, told of, and holds up no other', async () => {
  answers.set('a', refused(422, 'bundle_not_signed')).set('b', refused(404, 'bundle_unknown_phone'))
  answers.set('c', taken('applied'))
  await deliverCarried()
  expect(await kept()).toEqual([
    ['a', 'refused', 'bundle_not_signed', 1],
    ['b', 'waiting', 'bundle_unknown_phone', 1],
    ['c', 'received', null, 1],
  ])
  answers.set('b', taken('applied'))
  await deliverCarried() // not with every round
  expect(asked).toEqual(['a', 'b', 'c'])
  const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString()
  await db.carried.where('id').equals('b').modify({ tried: yesterday })
  await deliverCarried()
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
  expect((await kept())[1]).toEqual(['b', 'received', null, 1])
})

it('one that was turned away while the clock was years ahead is brought again', async () => {
  answers.set('a', taken('applied')).set('b', refused(404, 'bundle_unknown_phone'))
  answers.set('c', taken('applied'))
  await deliverCarried()
  const ahead = new Date(Date.now() + 3_650 * 24 * 3_600_000).toISOString()
  await db.carried.where('id').equals('b').modify({ tried: ahead })
  answers.set('b', taken('applied'))
  await deliverCarried()
  expect((await kept())[1]).toEqual(['b', 'received', null, 1])
})

it('a phone that may not, or a server in trouble, keeps all', async () => {
  answers.set('a', refused(503, 'server_busy')).set('b', refused(401, 'unauthenticated'))
  await deliverCarried()
  expect(asked).toEqual(['a', 'b', 'c'])
  expect((await kept()).map(([, state, code]) => [state, code])).toEqual([
    ['waiting', null],
    ['waiting', 'unauthenticated'],
    ['waiting', null],
  ])
})
