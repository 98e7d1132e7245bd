// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { codeIn, takeCodeFromAddress } from './join'

const LONG = `v1.${'aB3_-'.repeat(8)}`

describe('a code', () => {
  it('stands in our own link, or alone, long or short', () => {
    expect(codeIn(`${location.origin}/j#${LONG}`)).toBe(LONG)
    expect(codeIn(` ${LONG} `)).toBe(LONG)
    expect(codeIn('abcde fghjk')).toBe('ABCDE-FGHJK')
    expect(codeIn('abcde-fghjo')).toBe('ABCDE-FGHJ0')
  })

  it('is taken from nobody else’s link', () => {
    expect(codeIn(`https://elsewhere.example/j#${LONG}`)).toBeNull()
    expect(codeIn(`${location.origin}/desk#${LONG}`)).toBeNull()
    expect(codeIn('https://vneid.gov.vn')).toBeNull()
    expect(codeIn(`${location.origin}/j#%E0%A4%A`)).toBeNull()
    expect(codeIn('xin chào')).toBeNull()
  })

  it('is wiped from the address as it is taken', () => {
    history.replaceState(null, '', `/j#${LONG}`)
    expect(takeCodeFromAddress()).toBe(LONG)
    expect(location.hash).toBe('')
    expect(takeCodeFromAddress()).toBeNull()
  })
})
