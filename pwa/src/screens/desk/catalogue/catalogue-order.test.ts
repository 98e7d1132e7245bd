import { describe, expect, it } from 'vitest'
import type { CatalogueRow } from '../../lead/api-types'
import { inOrder, neighbour, swapped } from './catalogue-order'

function item(code: string, sort: number, more: Partial<CatalogueRow> = {}): CatalogueRow {
  return {
    kind: 'service',
    code,
    group: 'DD',
    label_vi: code,
    label_en: code,
    sort,
    active: true,
    flags: {},
    used: 0,
    ...more,
  }
}

describe('the order of a list', () => {
  it('changes the places of two items and of nothing else', () => {
    const [a, b, c] = [item('A', 1), item('B', 5), item('C', 9)]
    expect(swapped([a, b, c], b, c)).toEqual([
      { code: 'C', sort: 5 },
      { code: 'B', sort: 9 },
    ])
  })

  it('tells items apart that had the same place', () => {
    const rows = inOrder([item('A', 1), item('B', 1), item('C', 1)], 'service')
    const [a, b] = rows as [CatalogueRow, CatalogueRow, CatalogueRow]
    const places = new Map(rows.map((row) => [row.code, row.sort]))
    for (const { code, sort } of swapped(rows, a, b)) places.set(code, sort)
    const codes = [...places.keys()].sort((x, y) => Number(places.get(x)) - Number(places.get(y)))
    expect(codes).toEqual(['B', 'A', 'C'])
  })

  it('moves a service within its group, past those that are retired', () => {
    const first = item('A', 1)
    const retired = item('B', 2, { active: false })
    const elsewhere = item('C', 3, { group: 'TT' })
    const last = item('D', 4)
    const rows = [first, retired, elsewhere, last]
    expect(neighbour(rows, first, 1)).toBe(last)
    expect(neighbour(rows, last, 1)).toBeUndefined()
    expect(neighbour(rows, elsewhere, -1)).toBeUndefined()
  })

  it('shows one list only', () => {
    expect(inOrder([item('A', 2), item('XONG', 1, { kind: 'outcome' })], 'service')).toHaveLength(1)
  })
})
