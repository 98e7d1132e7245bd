import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords, loadLaterWords } from '../../../i18n'
import { changeSaid, changeShown } from './compare'

beforeAll(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})

it.each([
  [426, 388, 'nay tăng 10%', '+10%'],
  [300, 400, 'nay giảm 25%', '−25%'],
  [400, 400, 'nay bằng', '0%'],
  [1001, 1000, 'nay gần bằng', '0%'],
  [5000, 2, 'nay tăng 249.900%', '+249.900%'],
  [0, 7, 'nay giảm 100%', '−100%'],
])('%i after %i', (now, before, said, shown) => {
  expect(changeSaid(now, before)).toBe(said)
  expect(changeShown(now, before)).toBe(shown)
})

it('no percentage can be told of nothing', () => {
  expect([changeSaid(7, 0), changeShown(7, 0)]).toEqual(['', ''])
})
