import { expect, it } from 'vitest'
import { periodOf, rangeOf, seasonOf } from './periods'

it.each([
  ['day', '2026-11-24', '2026-11-24', '2026-11-24'],
  // A Tuesday: the week began on Monday.
  ['week', '2026-11-24', '2026-11-23', '2026-11-24'],
  ['week', '2026-11-29', '2026-11-23', '2026-11-29'],
  ['week', '2027-01-01', '2026-12-28', '2027-01-01'],
  ['month', '2026-11-24', '2026-11-01', '2026-11-24'],
  ['month', '2026-11-01', '2026-11-01', '2026-11-01'],
  ['last_month', '2026-11-24', '2026-10-01', '2026-10-31'],
  ['last_month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['last_month', '2028-03-01', '2028-02-01', '2028-02-29'],
  ['last_month', '2026-01-15', '2025-12-01', '2025-12-31'],
  ['season', '2026-06-01', '2026-06-01', '2026-06-01'],
  ['season', '2026-08-31', '2026-06-01', '2026-08-31'],
  ['season', '2026-03-31', '2026-03-01', '2026-03-31'],
  ['season', '2026-09-01', '2026-01-01', '2026-09-01'],
  ['season', '2026-04-01', '2026-01-01', '2026-04-01'],
] as const)('%s on %s is %s to %s', (period, today, from, to) => {
  expect(rangeOf(period, today)).toEqual({ from, to })
})

it('knows the campaign of the day', () => {
  expect(['2026-03-01', '2026-05-31', '2026-07-15', '2026-11-24'].map(seasonOf)).toEqual([
    'youth_month',
    'year',
    'summer',
    'year',
  ])
})

it('an address that asks for nothing known shows the day', () => {
  expect(periodOf(new URLSearchParams('period=week'))).toBe('week')
  expect(periodOf(new URLSearchParams('period=century'))).toBe('day')
})
