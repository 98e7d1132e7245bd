import { expect, it } from 'vitest'
import file from '../../../sync/cases/pace.json'
import { paceFrom, plannedBy } from './pace'

it.each(file.cases)('$name', ({ from, to, number, done, day, planned, per_day }) => {
  const aim = { from, to, number }
  expect(plannedBy(aim, day)).toBe(planned)
  expect(paceFrom(aim, number - done, day)).toBe(per_day)
})
