import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import type { TallyRow } from '../../lead/api-types'
import {
  addressOf,
  daysToTellApart,
  inFile,
  inOrder,
  measuresOf,
  nameOf,
  withSilent,
} from './table-row'

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})

function row(key: string, people = 1, turns: number | null = 1): TallyRow {
  return {
    key,
    label: `nhãn ${key}`,
    kind: 'x',
    totals: { sessions: null, people, turns, volunteer_turns: null },
  }
}

const days = { period: 'range' as const, from: '2026-10-30', to: '2026-11-24' }
const CLUSTER = { id: 'u', name: 'Đức Phổ', kind: 'cum' }
const open = (by: Parameters<typeof nameOf>[1], key: string) =>
  addressOf({ row: row(key), by, days, unit: 'u', team: undefined })

it.each([
  ['group', 'DD', '/desk/sessions?unit=u&group=DD&from=2026-10-30&to=2026-11-24'],
  ['reason', 'MAY1', '/desk/sessions?unit=u&reason=MAY1&from=2026-10-30&to=2026-11-24'],
  ['place_kind', 'CHO', '/desk/sessions?unit=u&place_kind=CHO&from=2026-10-30&to=2026-11-24'],
  ['day', '2026-11-01', '/desk/sessions?unit=u&from=2026-11-01&to=2026-11-01'],
  // Only the days of the month that the number is of.
  ['month', '2026-10', '/desk/sessions?unit=u&from=2026-10-30&to=2026-10-31'],
  ['month', '2026-11', '/desk/sessions?unit=u&from=2026-11-01&to=2026-11-24'],
] as const)('a row by %s opens the sessions behind it', (by, key, address) => {
  const [path, query] = open(by, key).split('?')
  const [wantedPath, wanted] = address.split('?')
  expect(path).toBe(wantedPath)
  expect([...new URLSearchParams(query)].sort()).toEqual([...new URLSearchParams(wanted)].sort())
})

it('a commune opens by its teams, which all stand under itself, and others by their units', () => {
  const opened = (kind: string) =>
    addressOf({ row: { ...row('v'), kind }, by: 'unit', days, unit: 'u', team: undefined })
  expect(opened('xa')).toContain('by=team')
  expect(opened('cum')).not.toContain('by=')
})

it("a unit's own teams stand under what it is and how it is called", () => {
  const own = { ...row('u'), label: 'Đức Phổ', kind: 'own' }
  expect(nameOf(own, 'unit', CLUSTER)).toBe('Đội trực thuộc Cụm Đức Phổ')
})

it('months are named like days', () => {
  expect(nameOf(row('2026-10'), 'month', null)).toBe('10/2026')
  expect(nameOf(row('2026-10-30'), 'day', null)).toBe('30/10/2026')
})

it('the newest day stands first, the rest goes from the most to the least', () => {
  const rows = [row('a', 1, 9), row('b', 2, 1)]
  expect(inOrder(rows, 'month').map((one) => one.key)).toEqual(['b', 'a'])
  expect(inFile(rows, 'month').map((one) => one.key)).toEqual(['a', 'b'])
  expect(inOrder(rows, 'reason').map((one) => one.key)).toEqual(['b', 'a'])
  expect(inOrder(rows, 'group').map((one) => one.key)).toEqual(['a', 'b'])
})

it('a number that is hidden is none: few people are not nobody', () => {
  const untold = { sessions: null, people: null, turns: null, volunteer_turns: null }
  const rows = [row('a', 7), { ...row('b'), totals: untold }]
  expect([...measuresOf(rows, 'age_band')]).toEqual([['a', 7]])
})

it('units of one name are told apart by what they are and by their days', () => {
  const old = {
    ...row('o'),
    label: 'Sa Huỳnh',
    kind: 'xa',
    valid_from: '2020-02-01',
    valid_to: '2025-06-30',
  }
  const of = { ...old, key: 'n', kind: 'phuong', valid_from: '2025-07-01', valid_to: null }
  const other = { ...of, key: 'p', label: 'Phổ Phong' }
  const rows = [old, of, other]
  expect(rows.map((one) => nameOf(one, 'unit', CLUSTER))).toEqual([
    'Xã Sa Huỳnh',
    'Phường Sa Huỳnh',
    'Phường Phổ Phong',
  ])
  expect(rows.map((one) => daysToTellApart(one, rows, 'unit'))).toEqual([
    '01/02/2020 – 30/06/2025',
    'từ 01/07/2025',
    '',
  ])
})

it('who did something before and nothing now stands there with nothing', () => {
  const held = { ...row('b', 9), unsent_at_least: 5 }
  const [now, before] = [[row('a', 5)], [row('a', 7), held, row('c', 0)]]
  expect(withSilent(now, before, 'unit')[1]?.unsent_at_least).toBe(0)
  const shown = withSilent(now, before, 'unit').map(({ key, totals }) => [key, totals.people])
  expect(shown).toEqual([
    ['a', 5],
    ['b', 0],
  ])
  expect(withSilent(now, before, 'service')).toEqual(now)
  expect(withSilent(now, undefined, 'team')).toEqual(now)
})
