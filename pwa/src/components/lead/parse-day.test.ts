import { expect, it } from 'vitest'
import { parseDay } from './parse-day'

it.each([
  ['28/11/2026', '2026-11-28'],
  ['8/1/2026', '2026-01-08'],
  [' 08-01-26 ', '2026-01-08'],
  ['28.11.2026', '2026-11-28'],
  ['28112026', '2026-11-28'],
  ['2026-11-28', '2026-11-28'],
  ['29/02/2028', '2028-02-29'],
])('%s is the day first, as in Vietnam', (text, day) => {
  expect(parseDay(text)).toBe(day)
})

it.each(['', '11/28/2026', '31/02/2026', '29/02/2027', '28/11', '28/11/226', 'hôm nay', '2811202'])(
  '"%s" is no day',
  (text) => {
    expect(parseDay(text)).toBeNull()
  },
)
