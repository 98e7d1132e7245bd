import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { LONGEST } from '../../message'
import { type BriefingLines, briefingText } from './briefing-text'

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})

const lines = (over: Partial<BriefingLines> = {}): BriefingLines => ({
  head: ['Phiếu giao ban Cụm Đức Phổ', 'Thứ Bảy, 28/11/2026, tính đến 17:00'],
  figures: ['Hôm nay: 426 người', 'Tháng 11/2026: 4.373 người'],
  goals: ['Người được giúp: đạt 4.373/5.400'],
  silent: { said: 'Chưa gửi hôm nay: 2/31 đội', names: ['Phổ An', 'Phổ Châu'], n: 2 },
  waiting: ['Còn ít nhất 10 mục trên máy'],
  ...over,
})

it('says today, what has come up to now, the silent teams and what waits, a line each', () => {
  expect(briefingText(lines()).split('\n')).toEqual([
    'Phiếu giao ban Cụm Đức Phổ',
    'Thứ Bảy, 28/11/2026, tính đến 17:00',
    'Hôm nay: 426 người',
    'Tháng 11/2026: 4.373 người',
    'Người được giúp: đạt 4.373/5.400',
    'Chưa gửi hôm nay: 2/31 đội: Phổ An, Phổ Châu',
    'Còn ít nhất 10 mục trên máy',
  ])
})

it('names as many teams as a chat takes, says how many more there are, and keeps all else', () => {
  const names = Array.from({ length: 100 }, (_, n) => `Tổ chuyển đổi số cộng đồng số ${n + 1}`)
  const text = briefingText(lines({ silent: { said: 'Chưa gửi: 300 đội', names, n: 300 } }))
  expect(text.length).toBeLessThanOrEqual(LONGEST)
  const told = names.filter((name) => text.includes(`${name},`)).length
  expect(told).toBeGreaterThan(10)
  expect(text).toContain(t('briefing.more_teams', { n: 300 - told }))
  expect(text).toContain('đạt 4.373/5.400')
  expect(text).toContain('Còn ít nhất 10 mục trên máy')
})

it('leaves out targets before what waits', () => {
  const goals = Array.from({ length: 40 }, (_, n) => `Chỉ tiêu số ${n + 1}: đạt 100/200 (50%)`)
  const text = briefingText(lines({ goals }))
  expect(text.length).toBeLessThanOrEqual(LONGEST)
  expect(text).toContain('Chỉ tiêu số 1:')
  expect(text).toMatch(/và \d+ chỉ tiêu nữa/)
  expect(text).toContain('Còn ít nhất 10 mục trên máy')
})
