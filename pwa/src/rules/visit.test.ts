import { expect, it } from 'vitest'
import { newId } from '../store/ids'
import { readVisit, spelledVisit, visitCode } from './visit'

it('is read back however it was written down', () => {
  for (let n = 0; n < 500; n += 1) {
    const code = visitCode(newId())
    expect(readVisit(spelledVisit(code))).toBe(code)
    expect(readVisit(` ${code.toLowerCase().slice(0, 2)} ${code.slice(2)}. `)).toBe(code)
    expect(readVisit(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
  }
})

it('notices nearly every letter that was copied wrong, and letters that changed places', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let wrong = 0
  let taken = 0
  for (let n = 0; n < 200; n += 1) {
    const code = visitCode(newId())
    for (let at = 0; at < code.length; at += 1) {
      for (const letter of letters) {
        if (letter === code[at]) continue
        wrong += 1
        if (readVisit(code.slice(0, at) + letter + code.slice(at + 1))) taken += 1
      }
      const [a, b] = [code[at], code[at + 1]]
      if (!b || a === b) continue
      wrong += 1
      if (readVisit(code.slice(0, at) + b + a + code.slice(at + 2))) taken += 1
    }
  }
  expect(taken / wrong).toBeLessThan(0.005)
})

it('refuses what is no code', () => {
  for (const text of ['', 'K7P2Q', 'K7P2QXX', 'U00000', 'không có', '00000Z']) {
    expect(readVisit(text)).toBeNull()
  }
})

it('differs between the sessions of a team', () => {
  const codes = new Set(Array.from({ length: 2000 }, () => visitCode(newId())))
  expect(codes.size).toBeGreaterThan(1995)
})
