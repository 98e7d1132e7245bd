import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { disambiguateNames, isCalledSo } from './namesakes'

beforeAll(loadLaterWords)

const hoa = { member: '1', name: 'Trần Thị Hoa', from: '2026-11-20' }
const other = { member: '2', name: 'Trần thị Hoa', from: '2026-11-24' }
const ha = { member: '3', name: 'Phan Thị Hà', from: '2026-11-20' }

it('marks those who are called the same by since when they are there', () => {
  expect([...disambiguateNames([hoa, other, ha]).values()]).toEqual([
    'Trần Thị Hoa (từ 20/11/2026)',
    'Trần thị Hoa (từ 24/11/2026)',
    'Phan Thị Hà',
  ])
})

it('numbers those whom that does not tell apart', () => {
  const same = { ...other, name: hoa.name, from: hoa.from }
  expect([...disambiguateNames([hoa, same]).values()]).toEqual(['Trần Thị Hoa 1', 'Trần Thị Hoa 2'])
  const bare = [hoa, other].map(({ member }) => ({ member, name: 'Hoa' }))
  expect([...disambiguateNames(bare).values()]).toEqual(['Hoa 1', 'Hoa 2'])
})

it('knows that a name is taken, however it is written', () => {
  expect(isCalledSo(' trần thị hoa', [hoa])).toBe(true)
  expect(isCalledSo(hoa.name, [hoa], hoa.member)).toBe(false)
  expect(isCalledSo('', [hoa])).toBe(false)
})
