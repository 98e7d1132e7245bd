// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { codeIn, takeCodeFromAddress } from './join'

const LONG = `v1.${'aB3_-'.repeat(8)}`

describe('a code', () => {
  it('stands in our own link, or alone, long or short', () => {
    const long = { code: LONG, short: null }
    expect(codeIn(`${location.origin}/j#${LONG}`)).toEqual(long)
    expect(codeIn(` ${LONG} `)).toEqual(long)
    const typed = { code: 'ABCDE-FGHJK', short: 'ABCDE-FGHJK' }
    expect(codeIn('abcde fghjk')).toEqual(typed)
    expect(codeIn('abcde-fghjo')?.code).toBe('ABCDE-FGHJ0')
  })

  it('brings the short one along in a link, to be typed into the installed app', () => {
    const both = { code: LONG, short: 'ABCDE-FGHJK' }
    expect(codeIn(`${location.origin}/j#${LONG}.ABCDEFGHJK`)).toEqual(both)
    expect(codeIn(`${LONG}.ABCDEFGHJK`)).toEqual(both)
    expect(codeIn(`${LONG}.ABCDE`)).toBeNull()
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
    expect(takeCodeFromAddress()?.code).toBe(LONG)
    expect(location.hash).toBe('')
    expect(takeCodeFromAddress()).toBeNull()
  })
})
