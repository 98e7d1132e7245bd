import '../../team/words'
import { expect, it } from 'vitest'
import { loadLaterWords } from '../../../i18n'
import { clockOff, disambiguate, markOf } from './disambiguate'

const read = {
  key: (row: { device: string }) => row.device,
  name: (row: { name: string }) => row.name,
  mark: (row: { browser: string }) => row.browser,
}

const lan = { device: '1', name: 'Nguyễn Thị Lan', browser: 'Chrome 120' }

it('adds a mark only where phones of people called the same stand side by side', () => {
  const other = { device: '2', name: 'nguyễn thị lan', browser: 'Safari 17' }
  const ha = { device: '3', name: 'Hà', browser: 'Chrome 99' }
  const rows = [lan, other, ha]
  expect(rows.map((row) => disambiguate(row, rows, read))).toEqual([
    'Nguyễn Thị Lan (Chrome 120)',
    'nguyễn thị lan (Safari 17)',
    'Hà',
  ])
  // One phone in two teams is one phone.
  expect(disambiguate(lan, [lan, { ...lan }], read)).toBe('Nguyễn Thị Lan')
})

it('says of a phone what its browser is and when it was heard of', async () => {
  await loadLaterWords()
  expect(markOf({ last_contact: null, browser: 'Chrome 120' })).toBe(
    'Chrome 120 · chưa gửi lần nào',
  )
  expect(markOf({ last_contact: '2026-11-22T08:00:00+07:00' })).toBe('gửi 22/11/2026 08:00')
})

it.each([
  [-420, 'đồng hồ lệch 7 phút'],
  [3 * 3600, 'đồng hồ lệch 3 giờ'],
  [-14 * 86_400, 'đồng hồ lệch 14 ngày'],
])('says of a clock by how much it is wrong: %d s', async (seconds, said) => {
  await loadLaterWords()
  expect(clockOff(seconds)).toBe(said)
})
