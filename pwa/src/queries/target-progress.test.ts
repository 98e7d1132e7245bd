import { effect } from '@preact/signals'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Fields, Row } from '../rules/types'
import { db } from '../store/database'
import type { Ports } from '../sync/ports'
import { edit, joinedPhone, LAN, newId, record, sync } from '../sync/test-phone'
import { TEAM } from '../sync/test-server'
import type { TeamTarget } from './plan'
import { doneOf, type TeamDone, teamDone } from './target-progress'

const TODAY = '2026-11-24'
const team = TEAM.slice(5)
let ports: Ports
let since: TeamDone | undefined
let stop = () => undefined as unknown

/** Follows what was done from a day on. */
function follow(from: string): void {
  stop = effect(() => {
    since = teamDone(team, from, TODAY).value
  })
}

const target = (measure: string, of = ''): TeamTarget => ({
  measure,
  of,
  before: 100,
  number: 300,
  label_vi: null,
  label_en: null,
  from: '2026-11-01',
  to: '2026-11-30',
})

/** How far targets of these are. */
const done = (...measures: [measure: string, of?: string][]) =>
  since && measures.map(([measure, of]) => doneOf(target(measure, of), since as TeamDone))

const all = () => done(['people'], ['sessions'], ['turns'], ['completed'])
const line = (people: number, outcome = 'XONG'): Fields => ({
  people,
  outcome,
  reasons: outcome === 'XONG' ? [] : ['MAY2'],
})

beforeEach(async () => {
  ;({ ports } = await joinedPhone())
  since = undefined
})

afterEach(() => stop())

it('adds what came and what is not sent from the day on, each once, and nothing from before', async () => {
  await record({ day: '2026-11-23', people: 50 })
  await record({ people: 3, 'services.DD01': line(3), 'services.TT01': line(2, 'HEN') })
  await sync(ports)
  follow(TODAY)
  await vi.waitFor(() => expect(all()).toEqual([103, 101, 105, 103]))
  const again = await record({ people: 40 })
  await vi.waitFor(() => expect(all()).toEqual([143, 102, 106, 104]))
  await sync(ports)
  expect(all()).toEqual([143, 102, 106, 104])
  await edit(again, { status: 'void' }, { status: 'live' })
  await vi.waitFor(() => expect(all()).toEqual([103, 101, 105, 103]))
})

it('counts all days since the server last told, however long it was out of reach', async () => {
  await record({ day: '2026-11-20', people: 1 })
  await record({ day: '2026-11-21', people: 2 })
  await record({ day: TODAY, people: 4 })
  await sync(ports)
  follow('2026-11-21')
  await vi.waitFor(() => expect(done(['people'], ['sessions'])).toEqual([106, 102]))
})

it('counts who comes back again as soon as the session before does not count', async () => {
  const first = await record({ day: '2026-11-20', people: 3 })
  await record({ people: 2, continues: first })
  await sync(ports)
  follow(TODAY)
  await vi.waitFor(() => expect(done(['people'], ['turns'])).toEqual([100, 101]))
  await edit(first, { status: 'void' }, { status: 'live' })
  await vi.waitFor(() => expect(done(['people'], ['turns'])).toEqual([102, 101]))
  await sync(ports)
  expect(done(['people'])).toEqual([102])
})

it('counts of a group of services the turns of its own, and volunteers once a day', async () => {
  const service = (code: string, group: string) =>
    ({
      id: newId(),
      kind: 'service',
      channel: 'catalogue',
      ver: 1,
      h: '0',
      state: 'counted',
      f: { code, group },
    }) as unknown as Row
  await db.base.bulkPut([service('DD01', 'DD'), service('TT01', 'TT')] as never[])
  const lan = {
    member: LAN,
    name: 'Lan',
    affiliation: 'DOAN',
    role: 'volunteer',
    from: '2026-11-01',
  }
  await db.base.put({
    ...service('', ''),
    id: newId(),
    kind: 'member',
    channel: TEAM,
    f: lan,
  } as never)
  await record({ people: 5, 'services.DD01': line(5), 'services.TT01': line(3, 'HEN') })
  await record({ people: 2, 'services.DD01': line(2, 'HEN') })
  follow(TODAY)
  await vi.waitFor(() =>
    expect(
      done(['turns', 'DD'], ['completed', 'DD'], ['turns', 'TT'], ['completed', 'TT']),
    ).toEqual([107, 105, 103, 100]),
  )
  expect(done(['volunteers'])).toEqual([101])
})
