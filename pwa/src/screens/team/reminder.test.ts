import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords, loadLaterWords, t } from '../../i18n'
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
    'Chào các bạn! Nhờ các bạn mở Từng Ngõ ở chỗ có mạng một lát, máy sẽ tự gửi:',
    '- Lan: máy còn 5 mục chưa gửi',
    '- Tú: chưa thấy máy gửi lần nào',
    '- Minh: 4 ngày rồi chưa thấy máy gửi',
    'Cảm ơn các bạn!',
  ])
})

it('says once what several are asked for, and of settings what stands on the phone', () => {
  const told = { persisted: false, installed: false, room_mb: 900 } as PhoneRow['readiness']
  const phones = [
    phone('Lan', { pending: 5, device: 'shared' }),
    phone('Tú', { pending: 5, device: 'shared' }),
    phone('Minh', { readiness: told }),
    phone('Bình', { readiness: told }),
  ]
  const lines = reminderFor(phones, name).split('\n').slice(1, -1)
  expect(lines).toEqual([
    '- Lan, Tú: máy còn 5 mục chưa gửi',
    `- Bình, Minh: bạn vào mục ${t('tab.me')} rồi làm theo ô “${t('ready.no')}”`,
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
  const said = text.match(/Bích/g)?.length ?? 0
  expect(text).toContain(`- và ${60 - said} bạn nữa`)
  expect(reminderFor([phone('Hà')], name)).toBe('')
})

it('asks nobody to go where there is a network for a setting', () => {
  const told = { persisted: false, installed: false, room_mb: 900 } as PhoneRow['readiness']
  const [hello] = reminderFor([phone('Minh', { readiness: told })], name).split('\n')
  expect(hello).toBe('Chào các bạn! Nhờ các bạn chỉnh máy một chút:')
})
