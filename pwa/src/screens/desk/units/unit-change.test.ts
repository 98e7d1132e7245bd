import vietnamese from 'virtual:words/vietnamese'
import { describe, expect, it } from 'vitest'
import { addWords } from '../../../i18n'
import type { Unit } from '../../lead/api-types'
import { describeChange, formatSum } from './describe-change'
import { missingWord, partOf, type Typed, unitChangeOf } from './unit-change'

addWords(vietnamese)

const unit = (id: string, kind = 'xa', parent: string | null = 'cluster'): Unit => ({
  id,
  name: id.toUpperCase(),
  kind,
  code: `C-${id}`,
  parent,
  valid_from: '2025-07-01',
  valid_to: null,
  successors: [],
})
const units = [unit('cluster', 'cum', null), unit('other', 'cum', null), unit('a'), unit('b')]
const both: Typed = { kind: 'merge', on: '2026-11-20', 'end:a': 'yes', 'end:b': 'yes' }

describe('a merger', () => {
  it('hangs the new unit where the old ones hung, and of their kind', () => {
    const wish = unitChangeOf({ ...both, name0: ' Mới ', code0: 'm-1' }, units)
    expect(wish).toEqual({
      kind: 'merge',
      units: ['a', 'b'],
      into: [{ name: 'Mới', code: 'M-1', kind: 'xa', parent: 'cluster' }],
      on: '2026-11-20',
      goes: [],
    })
  })

  it('needs two units, or one that goes into another', () => {
    const one: Typed = { ...both, 'end:b': '', name0: 'Mới', code0: 'M' }
    expect(missingWord(one, units)).toBe('change.missing.two')
    expect(missingWord({ ...one, how0: 'existing' }, units)).toBe('change.missing.into')
    const into: Typed = { ...one, how0: 'existing', into0: 'b' }
    expect(missingWord(into, units)).toBeNull()
    expect(unitChangeOf(into, units).into).toEqual([{ id: 'b' }])
    expect(describeChange(unitChangeOf(into, units), units)).toBe(
      'Từ 20/11/2026: Xã A nhập vào Xã B.',
    )
  })

  it('needs name, code and day', () => {
    expect(missingWord({ ...both, name0: 'Mới' }, units)).toBe('change.missing.into')
    expect(missingWord({ ...both, name0: 'Mới', code0: 'M', on: '' }, units)).toBe(
      'form.day_missing',
    )
    expect(missingWord({ ...both, name0: 'Mới', code0: 'M' }, units)).toBeNull()
  })
})

describe('a division', () => {
  const split: Typed = {
    ...both,
    kind: 'split',
    name0: 'Bắc',
    code0: 'B',
    name1: 'Nam',
    code1: 'N',
    'team:t1': '1',
    'unit:v1': '0',
    'team:t2': '',
  }

  it('says where each goes for whom somebody has chosen', () => {
    const { units: ending, into, goes } = unitChangeOf(split, units)
    expect(ending).toEqual(['a'])
    expect(into).toHaveLength(2)
    expect(goes).toEqual([
      { team: 't1', into: 1 },
      { unit: 'v1', into: 0 },
    ])
  })

  it('forgets that when it becomes something else', () => {
    expect(unitChangeOf({ ...split, kind: 'merge' }, units).goes).toEqual([])
  })
})

describe('one unit alone', () => {
  it('keeps its name and code until others are typed', () => {
    const part = partOf({ ...both, kind: 'rename' }, units, 0)
    expect(part).toMatchObject({ name: 'A', code: 'C-a', kind: 'xa', parent: 'cluster' })
    const renamed = partOf({ ...both, kind: 'rename', name0: '', kind0: 'phuong' }, units, 0)
    expect(renamed).toMatchObject({ name: '', kind: 'phuong' })
  })

  it('moves only to a place that was chosen', () => {
    const move: Typed = { ...both, kind: 'move' }
    expect(missingWord(move, units)).toBe('change.missing.into')
    expect(missingWord({ ...move, parent0: 'other' }, units)).toBeNull()
  })
})

describe('a sum', () => {
  const part = (number: number | null, share: number | null = null) => ({
    unit: { id: 'a', name: 'A', kind: 'xa' },
    number,
    share,
  })

  it('shows what is added up', () => {
    expect(formatSum([part(400), part(600)], part(1000))).toBe('400 + 600 = 1.000')
    expect(formatSum([part(400)], part(400))).toBe('400')
    expect(formatSum([part(null, 500), part(null, 500)], part(null, 500))).toBe('50%')
  })
})
