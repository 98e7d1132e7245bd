import { beforeEach, expect, it } from 'vitest'
import { saveDraft } from '../actions/phone'
import { addPlace } from '../actions/places'
import type { Row } from '../rules/types'
import { db } from '../store/database'
import { today } from '../store/days'
import { joinedPhone, LAN } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import { companions } from './companions'
import { first } from './test-live'
import { readUsual } from './usual'

const [MINH, HA, SON] = ['2b', '3c', '4d'].map((n) => `c0000000-0000-4000-8000-0000000000${n}`) as [
  string,
  string,
  string,
]
const team = TEAM.slice(5)
const OTHER = '7c000000-0000-4000-8000-000000000002'

/** A member's row in a team. */
async function member(id: string, name: string, channel = TEAM, to?: string): Promise<void> {
  const f = { member: id, name, role: 'volunteer', affiliation: 'DOAN', from: '2026-01-01', to }
  const row = { id: crypto.randomUUID(), kind: 'member', channel, ver: 1, h: '', state: 'counted' }
  await db.base.put({ ...row, f } as unknown as Row)
}

beforeEach(async () => {
  await joinedPhone()
  await member(LAN, 'Lan')
  await member(MINH, 'Minh')
  await member(HA, 'Hà')
  await member(SON, 'Sơn', `team:${OTHER}`)
})

const names = (people: { name: string }[]) => people.map(({ name }) => name)

it('are the team without the author, whoever holds the phone', async () => {
  const own = await first(companions({ team, author: LAN }))
  expect(names(own.teammates)).toEqual(['Hà', 'Minh'])
  const ofMinh = await first(companions({ team, author: MINH }))
  expect(names(ofMinh.teammates)).toEqual(['Hà', 'Lan'])
  expect([ofMinh.names.get(SON), ofMinh.names.get('nobody')]).toEqual(['Sơn', undefined])
})

const USUAL = { day: today(), placeKind: 'CHO', place: null, companions: [HA, MINH] }

/** What Lan's next session begins with, after this was kept of the last one. */
async function next(kept: Partial<typeof USUAL>) {
  await saveDraft('usual', { ...USUAL, ...kept })
  return await readUsual('usual', { member: LAN, team })
}

it('stay for the rest of the day, as long as they are in the team', async () => {
  expect(await next({})).toMatchObject({ companions: [HA, MINH] })
  await db.base.filter(({ f }) => f.member === HA).delete()
  await member(HA, 'Hà', TEAM, '2026-01-02')
  expect(await next({ companions: [HA, MINH, LAN, SON] })).toMatchObject({ companions: [MINH] })
  expect(await next({ day: '2026-01-03' })).toMatchObject({ companions: [], placeKind: 'CHO' })
})

it('bring no place along that is not there any more', async () => {
  const answer = await addPlace('Chợ Trà Câu', 'CHO')
  if (!answer.ok) throw new Error(answer.problem)
  expect(await next({ place: answer.id } as object)).toMatchObject({ place: answer.id })
  expect(await next({ place: crypto.randomUUID() } as object)).toMatchObject({ place: null })
})
