import { expect, it } from 'vitest'
import { percentOf } from './format-goal'

it.each([
  [16711, 20000, 83.6], // 83,555
  [2, 3, 66.7],
  [1, 3, 33.3],
  [1, 16, 6.3], // 6,25
  [16, 20, 80],
  [0, 20, 0],
  [6, 5, 120],
])('of %i done of %i it tells the nearest tenth', (done, number, percent) => {
  expect(percentOf(done, number)).toBe(percent)
})

it('tells 100 only where all is done', () => {
  expect(percentOf(9996, 10000)).toBe(99.9)
  expect(percentOf(10000, 10000)).toBe(100)
  expect(percentOf(10004, 10000)).toBe(100)
})
