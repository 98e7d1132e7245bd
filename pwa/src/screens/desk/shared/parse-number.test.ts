import { describe, expect, it } from 'vitest'
import { readShare, readWhole } from './parse-number'

describe('numbers as people type them', () => {
  it.each([
    ['60', 600],
    ['37,5', 375],
    ['37.5', 375],
    [' 100 % ', 1000],
    ['0', 0],
    ['100,1', null],
    ['37,55', null],
    ['-1', null],
    ['', null],
    ['sáu mươi', null],
  ])('reads the share %s', (text, tenths) => {
    expect(readShare(text)).toBe(tenths)
  })

  it.each([
    ['33.500', 33_500],
    ['33,500', 33_500],
    ['33 500', 33_500],
    ['33500', 33_500],
    ['33,5', null],
    ['', null],
    ['1e3', null],
  ])('reads the whole number %s', (text, whole) => {
    expect(readWhole(text)).toBe(whole)
  })
})
