import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { notesForChat, notesHere } from './notes'

beforeAll(loadLaterWords)

const AT = '2026-11-24T06:50:00+07:00'
const none = { joined: true, onlyHere: 0, awaiting: 0, unclear: 0, contact: AT }

it('says the day with the time, on the screen and in a chat', () => {
  expect(notesHere(none)).toEqual([
    'Số của đội tính đến 24/11/2026 06:50.',
    'Không còn buổi nào chỉ nằm trên máy này.',
  ])
  expect(notesForChat(none)).toEqual(['Tính đến 24/11/2026 06:50.'])
})

it('says no more that nothing is left on a phone that keeps a teammate’s', () => {
  const carried = 'Máy này còn giữ giúp 1 buổi của đồng đội.'
  expect(notesHere({ ...none, carried }).slice(1)).toEqual([carried])
  const told = 'Tính cả 1 buổi giữ giúp đồng đội, máy chủ chưa nhận.'
  expect(notesForChat(none, 1).slice(1)).toEqual([told])
})

it('speaks of no team where there is none', () => {
  const kept = 'Chỉ tính những buổi còn giữ trên máy này.'
  expect(notesHere({ ...none, joined: false })).toEqual([kept])
  expect(notesHere({ ...none, joined: false, onlyHere: 2 })).toEqual([
    kept,
    'Còn 2 buổi chỉ nằm trên máy này.',
  ])
})

it('never speaks of “this phone” to whoever reads it on another', () => {
  const full = { joined: true, onlyHere: 3, awaiting: 2, unclear: 1, contact: null }
  expect(notesHere(full)).toHaveLength(4)
  const told = notesForChat(full)
  expect(told.join(' ')).toMatch(/3 buổi .*2 buổi .*1 lượt/)
  for (const note of told) expect(note).not.toMatch(/máy này/i)
})
