import { expect, it } from 'vitest'
import type { Account, Unit } from '../../lead/api-types'
import { mayChange } from './may-change'

const unit = (id: string, parent: string | null, valid_to: string | null = null) =>
  ({ id, parent, valid_to, valid_from: '2020-01-01' }) as Unit
const of = (own: string | null) =>
  ({ role: 'coordinator', unit: own && { id: own } }) as unknown as Account['account']
const UNITS = [
  unit('cluster', null),
  unit('commune', 'cluster'),
  unit('old', 'commune', '2025-06-30'),
]

it('is for who has a unit below that stands', () => {
  expect(mayChange(of('cluster'), UNITS)).toBe(true)
  expect(mayChange(of('commune'), UNITS)).toBe(false)
  expect(mayChange(of('commune'), [...UNITS, unit('hamlet', 'commune')])).toBe(true)
})

it('is for an administrator of all', () => {
  expect(mayChange(of(null), UNITS)).toBe(true)
})
