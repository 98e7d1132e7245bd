import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { boastWords, communeOf, headline } from './boast-words'
import { litOf } from './draw-boast'
import { PERIODS } from './periods'

beforeAll(loadLaterWords)

const done = { people: 33, sessions: 5, turns: 1042 }
const day = { from: '2026-11-28', to: '2026-11-28' }

it("says how many were helped, when and in which commune, and nobody's name", () => {
  const words = boastWords(done, 'day', day, 'Phường Đức Phổ')
  expect(headline(words)).toBe('Hôm nay mình giúp được 33 bà con')
  expect(words.also).toBe('5 buổi · 1.042 lượt hỗ trợ')
  expect(words.when).toBe('28/11/2026 · Phường Đức Phổ')
})

it('has a sentence for each period and season', () => {
  const above = (period: (typeof PERIODS)[number], to: string) =>
    boastWords(done, period, { from: '2026-01-01', to }, null).above
  const said = PERIODS.map((period) => above(period, '2026-11-28'))
  said.push(above('season', '2026-07-01'), above('season', '2026-03-02'))
  expect(new Set(said).size).toBe(PERIODS.length + 2)
  expect(said.filter((one) => one.startsWith('boast.'))).toEqual([])
})

it.each(['Thôn An Thổ', 'Chi đoàn thôn 3', 'Tổ dân phố 5', 'Khu phố 2', 'ấp Bình Tây'])(
  'names no place finer than a commune: %s',
  (unit) => expect(communeOf(unit)).toBeNull(),
)

it.each(['Phường Đức Phổ', 'Xã Phổ Cường', 'Xã Bán Thổ', 'Cụm Đức Phổ'])('names %s', (unit) =>
  expect(communeOf(unit)).toBe(unit),
)

it('lights a window for each person, none twice, until all are lit', () => {
  for (const people of [0, 1, 33, 54]) expect(litOf(54, people).size).toBe(people)
  expect(litOf(54, 900).size).toBe(54)
})
