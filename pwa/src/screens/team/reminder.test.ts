import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../i18n'
import type { PhoneRow } from '../lead/api-types'
import { reminderFor, toRemind } from './reminder'

beforeAll(async () => {
  await loadLaterWords()
  addWords(vietnamese)
})

const phone = (name: string, parts: Partial<PhoneRow> = {}) =>
  ({
    device: name,
    member: { id: name, name },
    state: 'approved',
    pending: 0,
    clock_offset: 0,
    differs_since: null,
    readiness: null,
    gaps: [],
    silent_days: 0,
    ...parts,
  }) as PhoneRow

const name = (one: PhoneRow) => one.member.name

it('asks each for what the phone needs most, and nobody who needs nothing', () => {
  const phones = [
    phone('Lan', { pending: 5, silent_days: 3 }),
    phone('Minh', { silent_days: 4 }),
    phone('Tú', { silent_days: null }),
    phone('Hà'),
    phone('Gone', { pending: 2, state: 'ended' }),
  ]
  expect(reminderFor(phones, name).split('\n')).toEqual([
    'Chào các bạn! Nhờ các bạn xem giúp máy mình một chút nhé:',
    '- Lan: máy bạn còn 5 mục chưa gửi. Bạn mở Từng Ngõ ở chỗ có mạng rồi chạm “Gửi ngay” nhé.',
    '- Tú: chưa thấy máy bạn gửi lần nào. Bạn mở Từng Ngõ ở chỗ có mạng một lát nhé.',
    '- Minh: 4 ngày rồi chưa thấy máy bạn. Bạn mở Từng Ngõ ở chỗ có mạng một lát nhé.',
    'Cảm ơn các bạn!',
  ])
})

it('names a person with two phones once, by the one that needs more', () => {
  const two = [phone('Lan', { device: 'a', silent_days: 9 }), phone('Lan', { pending: 1 })]
  expect(toRemind(two).map(({ pending }) => pending)).toEqual([1])
})

it('says how many are left out of a long one, and nothing where nobody is asked', () => {
  const many = Array.from({ length: 60 }, (_, n) => phone(`Nguyễn Thị Bích ${n}`, { pending: 9 }))
  const text = reminderFor(many, name)
  expect(text.length).toBeLessThan(1_000)
  const said = text.split('\n').filter((line) => line.startsWith('- ')).length
  expect(text).toContain(`Và ${60 - said} bạn nữa`)
  expect(reminderFor([phone('Hà')], name)).toBe('')
})
