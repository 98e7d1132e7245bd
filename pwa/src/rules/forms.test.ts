import { expect, it } from 'vitest'
import { isDay } from './forms'

it('knows the days of the calendar', () => {
  for (const day of ['2026-11-05', '2028-02-29', '0001-01-01']) expect(isDay(day)).toBe(true)
  for (const day of ['2026-13-01', '2026-99-99', '0000-00-00', '0000-01-01', '2026-02-31'])
    expect(isDay(day)).toBe(false)
  for (const day of ['2027-02-29', '2026-11-00', '2026-1-1', '2026-11-05T', ''])
    expect(isDay(day)).toBe(false)
})
