import { expect, it } from 'vitest'
import type { TallyRow } from '../../lead/api-types'
import { addressOf, inOrder, nameOf } from './table-row'

function row(key: string, people = 1, turns: number | null = 1): TallyRow {
  return {
    key,
    label: `nhãn ${key}`,
    kind: 'x',
    totals: { sessions: null, people, turns, volunteer_turns: null },
  }
}

const days = { period: 'range' as const, from: '2026-10-30', to: '2026-11-24' }
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

it('months are named like days', () => {
  expect(nameOf(row('2026-10'), 'month', undefined)).toBe('10/2026')
  expect(nameOf(row('2026-10-30'), 'day', undefined)).toBe('30/10/2026')
})

it('what lies in time stays in order, the rest goes from the most to the least', () => {
  const rows = [row('a', 1, 9), row('b', 2, 1)]
  expect(inOrder(rows, 'month').map((one) => one.key)).toEqual(['a', 'b'])
  expect(inOrder(rows, 'reason').map((one) => one.key)).toEqual(['b', 'a'])
  expect(inOrder(rows, 'group').map((one) => one.key)).toEqual(['a', 'b'])
})
