import { effect } from '@preact/signals'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Fields, Row } from '../rules/types'
import { db } from '../store/database'
import { today as dayNow } from '../store/days'
import { putRows } from '../store/inbox'
import { joinedPhone, LAN, newId, SESSION } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import { today } from './sessions'

let people: number | undefined
let stop = () => undefined as unknown

beforeEach(async () => {
  await joinedPhone()
  stop = effect(() => {
    people = today().value?.team.people
  })
})
afterEach(() => stop())

/** What the server tells of a session of Lan's. */
async function told(id: string, ver: number, state: Row['state'], set: Fields): Promise<void> {
  const f = { ...SESSION, author: LAN, team: TEAM.slice(5), ...set }
  const row = { id, kind: 'help_session', channel: TEAM, ver, h: '', state, f } as Row
  await db.transaction('rw', [db.base, db.sent, db.outbox, db.meta, db.carried], async () => {
    await putRows('base', [row])
  })
}

it('counts who came back as soon as the server has the session before out of the count', async () => {
  const first = newId()
  await told(first, 1, 'counted', { day: '2026-01-20', people: 3 })
  await told(newId(), 2, 'counted', { day: dayNow(), people: 2, continues: first })
  await told(newId(), 3, 'counted', { day: dayNow(), people: 1 })
  await vi.waitFor(() => expect(people).toBe(1))
  await told(first, 4, 'void', { day: '2026-01-20', people: 3, status: 'void' })
  await vi.waitFor(() => expect(people).toBe(3))
})
