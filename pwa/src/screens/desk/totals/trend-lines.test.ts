import { describe, expect, it } from 'vitest'
import type { TallyRow } from '../../lead/api-types'
import { linesOf } from './trend-lines'

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
    expect(run.sum).toEqual([3, 3, 8])
    expect(run.plan).toEqual([2, 4, 6])
    expect([run.done, run.planned, run.top, run.most]).toEqual([8, 6, 8, 5])
    expect(run.best).toEqual({ key: '2026-11-03', n: 5 })
  })

  it('has no plan line where nothing was planned, and no best day of nothing', () => {
    const run = linesOf([day('2026-11-01', 0, null), day('2026-11-02', 0, null)])
    expect(run.plan).toBeNull()
    expect(run.best).toBeNull()
    expect(run.top).toBe(0)
  })
})
