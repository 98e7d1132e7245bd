import { expect, it } from 'vitest'
import type { Member } from '../api-types'
import { teammatesOf } from './companions'

const LAN = { id: 'lan', name: 'Nguyễn Thị Lan' }
const member = (id: string, some: Partial<Member>): Member => {
  const usual = { role: 'volunteer', affiliation: 'DOAN', waiting: false, from: '2026-01-01' }
  return { id, name: id, ...usual, to: null, ...some }
}
const teammates = (...members: Member[]) =>
  teammatesOf({ day: '2026-11-20', companions: [], author: LAN }, { members }, '2026-11-25').map(
    (one) => one.member,
  )

it('offers who was in the team on the day of a session or is today', () => {
  const minh = member('minh', { to: '2026-11-20' })
  expect(teammates(member('ha', {}), minh, member('tu', { from: '2026-11-24' }))).toEqual([
    'ha',
    'minh',
    'tu',
  ])
})

it('offers neither the author, nor who had left before, nor whom nobody has let in', () => {
  const left = member('minh', { to: '2026-11-19' })
  expect(teammates(member('lan', {}), left, member('diem', { waiting: true }))).toEqual([])
})

it('keeps who is named already, and knows since when people are there', () => {
  const named = { day: '2026-11-20', companions: [{ id: 'minh', name: 'Minh' }], author: LAN }
  const members = [member('minh', { to: '2026-02-01' })]
  expect(teammatesOf(named, { members }, '2026-11-25')).toEqual([
    { member: 'minh', name: 'minh', from: '2026-01-01' },
  ])
})
