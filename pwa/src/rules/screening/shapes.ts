// Numbers that tell by their shape alone what they are, with no word to help.
//
// Strong shapes are Vietnam's phone numbers and twelve-digit identity numbers, which begin
// with 0: they are looked for across any signs between the digits. Weak shapes are all other
// long numbers; what is left of a chain is weighed as a whole.

import { type Chain, LINKING_WORDS } from './chains'
import type { Claim, Kind } from './findings'
import { FIRM, isCompactDate, isHotline, SOFT } from './honest'
import { item, strip } from './lists'
import { LONGEST, strongShape } from './numbering'
import {
  areErrors,
  countDigits,
  isCommaGap,
  isCountedOff,
  isList,
  isPlain,
  isPlausible,
} from './tallies'

/** Places first..last of a chain that are one number of this kind. */
export interface Numbers {
  readonly first: number
  readonly last: number
  readonly kind: Kind
}

function haveSameGaps(chain: Chain, first: number, last: number): boolean {
  return new Set(chain.gaps.slice(first, last)).size <= 1
}

/** Tell whether the digits stand one by one, with pauses: "không năm một, hai hai ba, …". */
function isDictated(chain: Chain, first: number, last: number): boolean {
  const singles = chain.numbers.slice(first, last + 1).every(({ text }) => text.length === 1)
  return singles && chain.gaps.slice(first, last).every((gap) => gap === ' ' || gap === ', ')
}

function isHonest(chain: Chain, marks: readonly number[], first: number, last: number): boolean {
  return isPlausible(chain, marks, first, last) || isList(chain, first, last)
}

/**
 * Give the strong number that begins at `first`, if one does.
 *
 * Where a number in pieces may be read longer, it is, with the same sign throughout: in
 * "0912.345.678 30" the 30 stays out, in "0510 990 012 34" the 34 belongs.
 */
function strongFrom(chain: Chain, marks: readonly number[], first: number): Numbers | null {
  let best: Numbers | null = null
  let digits = ''
  for (let last = first; last < chain.numbers.length; last += 1) {
    const { text } = item(chain.numbers, last)
    if (marks[last] === FIRM || digits.length + text.length > LONGEST) break
    digits += text
    const kind = strongShape(digits, last > first)
    const together = haveSameGaps(chain, first, last) || isDictated(chain, first, last)
    if (kind === null || (best !== null && !together)) continue
    if (!isHonest(chain, marks, first, last)) best = { first, last, kind }
    if (best?.last === first) break
  }
  return best
}

/**
 * Give the card that begins at `first`, written in fours or as 13 to 19 single digits.
 *
 * Asked before the strong shapes, for "9704 0512 3456 7890" holds an identity number and no
 * part of it may be left standing.
 */
function cardFrom(chain: Chain, marks: readonly number[], first: number): Numbers | null {
  const lengthOf = (k: number) => item(chain.numbers, k).text.length
  const size = lengthOf(first)
  if (size !== 1 && size !== 4) return null
  let last = first
  let count = size
  while (
    last < chain.gaps.length &&
    chain.gaps[last] === chain.gaps[first] &&
    lengthOf(last) === size &&
    lengthOf(last + 1) <= size &&
    marks[last + 1] !== FIRM &&
    count <= 19
  ) {
    last += 1
    count += lengthOf(last)
  }
  const fits = count >= 13 && count <= 19 && marks[first] !== FIRM
  return fits && !isHonest(chain, marks, first, last)
    ? { first, last, kind: 'card_or_account' }
    : null
}

/** Give the strong numbers of a chain in order, none overlapping. */
export function strongNumbers(chain: Chain, marks: readonly number[]): Numbers[] {
  const out: Numbers[] = []
  let k = 0
  while (k < chain.numbers.length) {
    const found = cardFrom(chain, marks, k) ?? strongFrom(chain, marks, k)
    if (found !== null) out.push(found)
    k = found === null ? k + 1 : found.last + 1
  }
  return out
}

function weakKind(count: number): Kind {
  return count === 9 || count === 12 ? 'identity_number' : 'card_or_account'
}

function weakSingle(digits: string): Kind | null {
  if (digits.length < 8 || isCompactDate(digits) || isHotline(digits)) return null
  // a sum: "rút 10000000"
  if (digits.length === 8 && digits.endsWith('0000') && !digits.startsWith('0')) return null
  return weakKind(digits.length)
}

/**
 * Tell whether numbers first..last have the digits of one number, and no sign parts them.
 *
 * Groups of two are counts that stand together by chance: some group must be longer, or all
 * be single digits.
 */
function isExact(chain: Chain, first: number, last: number): boolean {
  const texts = chain.numbers.slice(first, last + 1).map((number) => number.text)
  const count = countDigits(chain, first, last)
  const zeroLed = item(texts, 0).startsWith('0')
  if (count !== 9 && count !== 12 && !(count === 10 && zeroLed)) return false
  const grouped = texts.some(({ length }) => length > 2) || texts.every((text) => text.length === 1)
  return grouped && chain.gaps.slice(first, last).every(isPlain)
}

/** Weigh numbers first..last, each under eight digits, as one number written in pieces. */
function weakPieces(
  chain: Chain,
  marks: readonly number[],
  first: number,
  last: number,
): Kind | null {
  const texts = chain.numbers.slice(first, last + 1).map((number) => number.text)
  const count = countDigits(chain, first, last)
  const singles = texts.every((text) => text.length === 1)
  if (first === last || count < (singles ? 8 : 9) || isHotline(texts.join(''))) return null
  // "xã 21472 và 21439" are two codes: such words join sure shapes only.
  if (chain.gaps.slice(first, last).some((gap) => LINKING_WORDS.has(strip(gap, ' ')))) return null
  const same = haveSameGaps(chain, first, last) || isDictated(chain, first, last)
  if (count < 13 && !same && !isExact(chain, first, last)) return null
  if (isHonest(chain, marks, first, last) || areErrors(chain, first, last)) return null
  // Separate small counts: "30, 25, 18, 42, 17" or "30 25 18 42 17", never zero-led.
  const zeroLed = texts.some((text) => text.length > 1 && text.startsWith('0'))
  const commas = chain.gaps.slice(first, last).every(isCommaGap)
  const small = commas ? 3 : 2
  const counts = !zeroLed && !singles && texts.every((text) => text.length <= small)
  const pairs = count === 12 && chain.gaps.slice(first, last).every(isPlain)
  const whole = count === 9 || (pairs && !isCountedOff(chain))
  return counts && (commas || !whole) ? null : weakKind(count)
}

/**
 * Find a number among others: all of first..last, or a stretch with one sign throughout.
 *
 * "tổ 3: 123 456 789" holds nine digits and a hamlet.
 */
function weakWithin(
  chain: Chain,
  marks: readonly number[],
  first: number,
  last: number,
): Numbers[] {
  const whole = last > first ? weakPieces(chain, marks, first, last) : null
  if (whole !== null) return [{ first, last, kind: whole }]
  const out: Numbers[] = []
  let k = first
  while (k < last) {
    let end = k + 1
    while (end < last && chain.gaps[end] === chain.gaps[k]) end += 1
    const kind = isExact(chain, k, end) ? weakPieces(chain, marks, k, end) : null
    if (kind !== null) out.push({ first: k, last: end, kind })
    k = kind === null ? end : end + 1
  }
  return out
}

/** Claim what is left of a chain: long numbers, and pieces that make one. */
export function weakNumbers(
  chain: Chain,
  marks: readonly number[],
  taken: readonly boolean[],
): Claim[] {
  const claims: Claim[] = []
  let first = 0
  for (let k = 0; k <= chain.numbers.length; k += 1) {
    const number = chain.numbers[k]
    if (number !== undefined && !taken[k] && marks[k] !== FIRM) {
      if (number.text.length < 8) continue
      const kind = weakSingle(number.text)
      if (kind !== null) claims.push({ kind, start: number.start, end: number.end })
    }
    for (const found of weakWithin(chain, marks, first, k - 1)) {
      const start = item(chain.numbers, found.first).start
      claims.push({ kind: found.kind, start, end: item(chain.numbers, found.last).end })
    }
    first = k + 1
  }
  return claims
}

/**
 * Tell whether number k goes on with the one before it, for a keyword that speaks of both.
 *
 * A comma with a space parts them, and a bracket. "482 số 913" is one code, "6 số 482913" a
 * length and a code.
 */
function isClose(chain: Chain, k: number): boolean {
  const gap = item(chain.gaps, k - 1)
  if (gap === ',' || gap === ':') return true
  if ([',', ';', ':', '('].some((sign) => gap.includes(sign))) return false
  const inner = strip(gap, ' ')
  if (LINKING_WORDS.has(inner)) return false
  if (inner.charAt(0) >= 'a') return item(chain.numbers, k - 1).text.length > 1
  return inner.length <= 2
}

/**
 * Give the groups [first, last] of a chain that one keyword may speak of.
 *
 * Dates and numbers already taken stand in no group, and part them.
 */
export function closeGroups(
  chain: Chain,
  marks: readonly number[],
  taken: readonly boolean[],
): [number, number][] {
  const out: [number, number][] = []
  for (let k = 0; k < chain.numbers.length; k += 1) {
    if (taken[k] || marks[k] === SOFT || marks[k] === FIRM) continue
    const group = out[out.length - 1]
    if (group !== undefined && group[1] === k - 1 && isClose(chain, k)) group[1] = k
    else out.push([k, k])
  }
  return out
}
