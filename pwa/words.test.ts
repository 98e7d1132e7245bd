import { expect, it } from 'vitest'
import { packOf, patterns, sentences } from './words.ts'

it('every sentence has a pack, and every pattern a sentence', () => {
  const used = Object.keys(sentences('vi')).map((key) => packOf(key)[1])
  expect(patterns().filter((one) => !used.includes(one))).toEqual([])
})

it('the longest pattern that fits a key names its pack', () => {
  expect(packOf('home.title')).toEqual(['first', 'home.*'])
  expect(packOf('home.very_old.text')).toEqual(['later', 'home.very_old.text'])
  expect(() => packOf('nowhere.said')).toThrow('nowhere.said')
})

it('a key stands under one subject alone', () => {
  const starts = import.meta.glob<Record<string, string>>('./src/i18n/vi/*.json', {
    eager: true,
    import: 'default',
  })
  const keys = Object.values(starts).flatMap((words) => Object.keys(words))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBe(Object.keys(sentences('vi')).length)
})
