import { describe, expect, it } from 'vitest'
import type { Unit } from '../../lead/api-types'
import type { Days } from '../shared/period'
import { unitGap } from './unit-gap'

const unit = (id: string, from: string, to: string | null, successors: string[] = []): Unit => ({
  id,
  name: id,
  kind: 'cluster',
  code: id,
  parent: null,
  valid_from: from,
  valid_to: to,
  successors,
})
const town = unit('town', '2020-01-01', '2025-06-30')
const cluster = unit('cluster', '2025-07-01', null)
const ward = { ...unit('ward', '2020-01-01', '2025-06-30', ['commune']), parent: 'town' }
const commune = { ...unit('commune', '2025-07-01', null), parent: 'cluster' }
const units = [ward, commune, town, cluster]
const range = (from: string, to: string): Days => ({ period: 'range', from, to })

describe('a unit on the days asked for', () => {
  it('needs no word where it stood on all of them', () => {
    expect(unitGap(units, 'cluster', range('2025-07-01', '2025-07-31'))).toBeNull()
    expect(unitGap(units, 'town', range('2025-06-01', '2025-06-30'))).toBeNull()
    expect(unitGap(units, undefined, range('2025-06-01', '2025-06-30'))).toBeNull()
  })

  it('that began later names what stood before it', () => {
    const found = unitGap(units, 'cluster', range('2025-06-01', '2025-06-30'))
    expect(found).toEqual({ unit: cluster, missing: 'before', instead: [town] })
  })

  it('that began later offers nothing that had ended by then', () => {
    const old = unit('old', '2010-01-01', '2019-12-31', ['cluster'])
    const found = unitGap([old, ...units], 'cluster', range('2025-06-20', '2025-07-10'))
    expect(found?.instead).toEqual([town])
  })

  it('that ended earlier names what took its place', () => {
    const found = unitGap(units, 'town', range('2025-07-01', '2025-07-31'))
    expect(found).toEqual({ unit: town, missing: 'after', instead: [cluster] })
  })
})
