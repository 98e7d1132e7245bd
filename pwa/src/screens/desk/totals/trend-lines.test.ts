import { describe, expect, it } from 'vitest'
import type { TallyRow } from '../../lead/api-types'
import { linesOf, namedDays, ticksOf } from './trend-lines'

const day = (key: string, people: number, planned: number | null): TallyRow => ({
  key,
  label: key,
  kind: 'day',
  totals: { sessions: 1, people, turns: people, volunteer_turns: null },
  plan:
    planned === null ? null : { people: planned, turns: null, volunteers: null, sessions: null },
})

describe('a trend', () => {
  it('adds up what was done and what was planned', () => {
    const run = linesOf([day('2026-11-01', 3, 2), day('2026-11-02', 0, 2), day('2026-11-03', 5, 2)])
    expect([run.days, run.planned]).toEqual([
      [3, 0, 5],
      [2, 2, 2],
    ])
    expect([run.sum, run.plan]).toEqual([
      [3, 3, 8],
      [2, 4, 6],
    ])
    expect(run.best).toEqual({ key: '2026-11-03', n: 5 })
  })

  it('has no plan line where nothing was planned, and no best day of nothing', () => {
    const run = linesOf([day('2026-11-01', 0, null), day('2026-11-02', 0, null)])
    expect([run.planned, run.plan, run.best]).toEqual([null, null, null])
  })

  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [43, [0, 20, 40, 60]],
    [100, [0, 25, 50, 75, 100]],
    [4373, [0, 2000, 4000, 6000]],
  ])('%i stands on an axis of round numbers', (most, ticks) => {
    expect(ticksOf(most)).toEqual(ticks)
  })

  it('every axis holds its highest value, on at most five steps of whole numbers', () => {
    for (let most = 0; most < 3000; most += 7) {
      const ticks = ticksOf(most)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(ticks.every(Number.isInteger)).toBe(true)
    }
  })

  it.each([
    [2, [0, 1]],
    [3, [0, 1, 2]],
    [29, [0, 7, 14, 21, 28]],
    [30, [0, 7, 15, 22, 29]],
  ])('of %i days the axis names some, the newest among them', (count, days) => {
    expect(namedDays(count)).toEqual(days)
  })
})
