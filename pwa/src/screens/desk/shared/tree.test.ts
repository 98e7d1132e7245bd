import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import type { Unit } from '../../lead/api-types'
import { unitOptions } from './tree'

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})

const unit = (id: string, kind: string, valid_from: string, valid_to: string | null = null) =>
  ({ id, name: 'Sa Huỳnh', kind, valid_from, valid_to, parent: null }) as Unit

const today = '2026-11-28'
const units = [
  unit('old', 'xa', '2020-02-01', '2025-06-30'),
  unit('gone', 'xa', '2025-07-01', '2026-11-19'),
  unit('new', 'phuong', '2025-07-01'),
]
const offered = (also?: Parameters<typeof unitOptions>[2]) =>
  unitOptions(units, today, also).map(({ value }) => value)

it('offers what stands today', () => {
  expect(offered()).toEqual(['new'])
})

it('offers those too that stood in the month of a report, with their days', () => {
  expect(offered({ since: '2026-11-01' })).toEqual(['gone', 'new'])
  expect(offered({ since: '2025-06-01' })).toEqual(['old', 'gone', 'new'])
  const [gone] = unitOptions(units, today, { since: '2026-11-01' })
  expect(gone?.label).toBe('Xã Sa Huỳnh (01/07/2025 – 19/11/2026)')
})

it('has what is chosen in the list though it ended: no box is empty', () => {
  expect(offered({ also: 'gone' })).toEqual(['gone', 'new'])
})
