import { expect, it } from 'vitest'
import { sessionsAddress, totalsAddress } from './addresses'
import { daysBefore, daysIn, daysOf, queryFor } from './period'

const today = '2026-11-25'
const ask = (query: string) => daysOf(new URLSearchParams(query), today)

it('reads the days out of an address', () => {
  expect(ask('')).toEqual({ period: 'today', from: today, to: today })
  expect(ask('period=week')).toEqual({ period: 'week', from: '2026-11-23', to: today })
  expect(ask('period=month')).toEqual({ period: 'month', from: '2026-11-01', to: today })
  expect(ask('period=last_month')).toEqual({
    period: 'last_month',
    from: '2026-10-01',
    to: '2026-10-31',
  })
  expect(daysOf(new URLSearchParams('period=last_month'), '2027-01-05').from).toBe('2026-12-01')
  expect(ask('from=2025-06-30&to=2025-06-02')).toEqual({
    period: 'range',
    from: '2025-06-02',
    to: '2025-06-30',
  })
})

it('opens today for an address that makes no sense', () => {
  expect(ask('from=hôm qua&to=2025-06-02').period).toBe('today')
  expect(ask('from=2026-13-01&to=2026-11-01').period).toBe('today')
  expect(ask('from=2026-11-01&to=2026-99-99').period).toBe('today')
  expect(ask('from=2026-02-01&to=2026-02-31').period).toBe('today')
  const usual = daysOf(new URLSearchParams('from=0000-00-00&to=2026-11-01'), today, 'month')
  expect(usual).toEqual(daysOf(new URLSearchParams('period=month'), today))
})

it('keeps the days that are shown when another period is wanted', () => {
  expect(queryFor('range', ask('period=month'), today)).toMatchObject({ from: '2026-11-01' })
  expect(queryFor('today', ask('period=month'), today).period).toBeUndefined()
})

it('sends a link on with the view that it was made from', () => {
  expect(totalsAddress({ team: 't', days: ask('period=week') })).toBe('/desk?team=t&period=week')
  expect(totalsAddress({ days: ask('period=last_month') })).toBe('/desk?period=last_month')
  expect(sessionsAddress({ unit: 'u', days: ask(''), service: 'DD01' })).toBe(
    '/desk/sessions?unit=u&service=DD01&from=2026-11-25&to=2026-11-25',
  )
})

it.each([
  // The same weekday: a Wednesday is held against a Wednesday.
  ['', '2026-11-18', '2026-11-18'],
  ['period=week', '2026-11-16', '2026-11-18'],
  ['period=month', '2026-10-01', '2026-10-25'],
  ['period=last_month', '2026-09-01', '2026-09-30'],
  ['from=2026-11-10&to=2026-11-19', '2026-10-31', '2026-11-09'],
  ['from=2025-03-01&to=2025-03-31', '2025-02-01', '2025-02-28'],
  ['from=2025-03-01&to=2025-03-10', '2025-02-19', '2025-02-28'],
])('holds the days of "%s" against those before', (query, from, to) => {
  expect(daysBefore(ask(query))).toEqual({ from, to })
})

it('holds a month against one that is shorter, and a whole one against the whole one before', () => {
  const month = (today: string) => daysBefore(daysOf(new URLSearchParams('period=month'), today))
  expect(month('2027-03-30')).toEqual({ from: '2027-02-01', to: '2027-02-28' })
  expect(month('2026-11-30')).toEqual({ from: '2026-10-01', to: '2026-10-31' })
  expect(month('2027-01-05')).toEqual({ from: '2026-12-01', to: '2026-12-05' })
})

it('counts the days of a range, both ends among them', () => {
  expect(daysIn({ from: '2026-11-28', to: '2026-11-28' })).toBe(1)
  expect(daysIn({ from: '2024-02-28', to: '2024-03-01' })).toBe(3)
})
