import { expect, it } from 'vitest'
import { whyNone } from './why-none'

const TODAY = '2026-11-26'
const day = (from: string, to = from) => ({ from, to })

it.each([
  ['nobody ever logged anything', [], day(TODAY), 'not_begun'],
  ['today nobody has yet', ['2026-06'], day(TODAY), 'zero'],
  ['a day of a month in which there is work', ['2026-06'], day('2026-06-14'), 'zero'],
  ['a range that reaches into such a month', ['2026-06'], day('2026-05-20', '2026-06-01'), 'zero'],
  ['the last day of such a month', ['2026-06'], day('2026-06-30', '2026-07-20'), 'zero'],
  ['days before all work', ['2026-06'], day('2026-05-01', '2026-05-31'), 'other_days'],
  ['days between two campaigns', ['2026-06', '2026-11'], day('2026-08-03'), 'other_days'],
  ['days to come', ['2026-06'], day('2026-12-01', '2026-12-31'), 'other_days'],
] as const)('%s', (_, months, days, why) => {
  expect(whyNone(months, days, TODAY)).toBe(why)
})
