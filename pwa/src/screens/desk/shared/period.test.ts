import { expect, it } from 'vitest'
import { sessionsAddress, totalsAddress } from './addresses'
import { daysOf, queryFor } from './period'

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
