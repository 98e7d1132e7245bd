// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { language } from '../../../i18n/language'
import { readShare, readWhole } from './parse-number'

beforeEach(async () => {
  addWords(vietnamese)
  await loadLaterWords()
})
afterEach(() => {
  language.value = 'vi'
})

describe('numbers as they are written in Vietnamese', () => {
  it.each([
    ['60', 600],
    ['37,5', 375],
    [' 100 % ', 1000],
    ['0', 0],
  ])('reads the share %s', (text, tenths) => {
    expect(readShare(text)).toEqual({ value: tenths })
  })

  it.each([
    ['33.500', 33_500],
    ['33 500', 33_500],
    ['33\u00a0500', 33_500],
    ['33500', 33_500],
    ['1.234.567', 1_234_567],
  ])('reads the whole number %s', (text, whole) => {
    expect(readWhole(text)).toEqual({ value: whole })
  })

  it.each(['1.5', '7.5', '33,500', '1.50', '12.34.567', '1.'])(
    'asks back what %s people are meant to be',
    (said) => {
      const wrong = t('number.unclear', { said, example: '1.500' })
      expect(readWhole(said)).toEqual({ value: null, wrong })
    },
  )

  it.each(['37.5', '1.5', '1.000'])('asks back what a share of %s is meant to be', (said) => {
    const wrong = t('number.unclear', { said, example: '37,5' })
    expect(readShare(said)).toEqual({ value: null, wrong })
  })

  it.each([
    ['', t('number.empty')],
    ['7,5', 'number.whole'],
    ['1e3', 'number.digits'],
    ['-3', 'number.digits'],
    ['ba', 'number.digits'],
  ])('names the cause of %s', (text, word) => {
    expect(readWhole(text).wrong).toBe(t((word || 'number.empty') as 'number.empty'))
  })

  it('takes nothing for no target, and as a weight', () => {
    expect(readWhole('0').wrong).toBe(t('number.least', { least: 1 }))
    expect(readWhole('0', 0, 1000)).toEqual({ value: 0 })
    expect(readWhole('1001', 0, 1000).wrong).toBe(t('number.most', { most: 1000 }))
    expect(readShare('0', 1).wrong).toBe(t('number.share.zero'))
    expect(readShare('100,1').wrong).toBe(t('number.share'))
    expect(readShare('37,55').wrong).toBe(t('number.one_decimal', { example: '37,5' }))
  })
})

it('reads in English what is written in English', () => {
  language.value = 'en'
  expect(readWhole('33,500')).toEqual({ value: 33_500 })
  expect(readShare('37.5')).toEqual({ value: 375 })
  expect(readWhole('33.500').value).toBeNull()
  expect(readShare('37,5').value).toBeNull()
})
