import { afterEach, beforeAll, expect, it } from 'vitest'
import { language, loadLaterWords, showLanguage } from '../i18n'
import { LONGEST, messageOf, type Report } from './message'

beforeAll(loadLaterWords)
afterEach(() => {
  language.value = 'vi'
})

const day: Report = {
  title: 'Đội hình Phổ Cường',
  from: '2026-11-24',
  to: '2026-11-24',
  people: 1230,
  turns: 42,
  sessions: 3,
  volunteers: 5,
  by: 'Việc',
  rows: [
    { name: 'Cài đặt VNeID', people: null, turns: 30 },
    { name: 'Thanh toán', people: 12, turns: 12 },
  ],
  notes: ['Tính đến 14:05'],
}

it('says whose numbers, which days, the figures apart and how complete', () => {
  expect(messageOf(day)).toBe(
    [
      'Đội hình Phổ Cường',
      '24/11/2026',
      '1.230 người được giúp',
      '42 lượt hỗ trợ',
      '3 buổi',
      '5 lượt đoàn viên tham gia',
      'Việc:',
      '- Cài đặt VNeID: 30 lượt',
      '- Thanh toán: 12 người, 12 lượt',
      'Tính đến 14:05',
    ].join('\n'),
  )
})

it('leaves out what was not counted', () => {
  const { rows: _, by: __, sessions: ___, volunteers: ____, ...bare } = day
  const text = messageOf({ ...bare, turns: null, to: '2026-11-30' })
  expect(text).toBe(
    [
      'Đội hình Phổ Cường',
      '24/11/2026 – 30/11/2026',
      '1.230 người được giúp',
      'Tính đến 14:05',
    ].join('\n'),
  )
})

// Marks apart (NFD) take up to three times the room, and every name is the longest there is.
const long = 'Ngưỡ'.repeat(100).normalize('NFD')
const worst: Report = {
  ...day,
  title: long,
  people: 999_999_999,
  turns: 999_999_999,
  sessions: 999_999_999,
  volunteers: 999_999_999,
  rows: Array.from({ length: 300 }, () => ({
    name: long,
    people: 999_999_999,
    turns: 999_999_999,
  })),
  notes: [long, long, long],
}

it.each(['vi', 'en'] as const)('is under 1,000 characters at its worst, in %s', async (chosen) => {
  await showLanguage(chosen)
  const text = messageOf(worst)
  expect(text.length).toBeLessThanOrEqual(LONGEST)
  expect(text).toBe(text.normalize('NFC'))
  expect(messageOf({ ...worst, rows: [] }).length).toBeLessThanOrEqual(LONGEST)
})

it('says how many rows are left out, and keeps the last word on completeness', () => {
  const rows = Array.from({ length: 90 }, (_, n) => ({ name: `Xã ${n}`, people: 1, turns: 2 }))
  const text = messageOf({ ...day, rows })
  const shown = text.split('\n').filter((line) => line.startsWith('- ')).length
  expect(shown).toBeGreaterThan(20)
  expect(text).toContain(`… và ${90 - shown} dòng nữa`)
  expect(text.endsWith('Tính đến 14:05')).toBe(true)
  expect(text.length).toBeLessThanOrEqual(LONGEST)
})
