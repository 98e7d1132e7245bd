import vietnamese from 'virtual:words/vietnamese'
import { expect, it } from 'vitest'
import { addWords } from '../../../i18n'
import { goalPlan, goalProgress, goalRest, percentOf } from './format-goal'
import type { Goal } from './target-types'

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

it('asks for so much a day only where one day is not enough', () => {
  addWords(vietnamese)
  const goal = { left: 1, days_left: 2, per_day: 1, from: '2026-11-01' } as Goal
  expect(goalRest(goal, '2026-11-29')).toBe('còn thiếu 1 · còn 2 ngày')
  expect(goalRest({ ...goal, left: 2 }, '2026-11-29')).toMatch(/cần 1 mỗi ngày để kịp$/)
})

it('speaks of no plan before the first day', () => {
  addWords(vietnamese)
  const goal = { done: 0, planned: 0, number: 300, measure: 'people', from: '2026-12-01' } as Goal
  expect(goalPlan(goal, '2026-11-29')).toBe('')
  expect(goalPlan(goal, '2026-12-01')).toBe('Đúng kế hoạch')
})

it('leaves no gap where nobody named what the share is of', () => {
  addWords(vietnamese)
  const goal = { done: 8375, number: 16750, share: 500, denominator: 33500 } as Goal
  expect(goalProgress(goal)).toMatch(/50% của 33\.500\)$/)
  const named = { ...goal, set_here: { denominator_name: 'thanh niên' } } as Goal
  expect(goalProgress(named)).toMatch(/50% của 33\.500 thanh niên\)$/)
})
