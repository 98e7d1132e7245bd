// Numbers that a note about help may hold: dates, times, money, percentages, decrees, lists.
//
// Each number of a chain gets a mark. The surer the form, the less a longer reading may run
// across it: "05/11/2026 08:30" holds twelve digits and is no identity number.

import type { Chain } from './chains'
import type { Folded } from './folding'
import { isAlphanumeric, item, strip, words } from './lists'
import type { Token } from './tokens'

export const BARE = 0 // nothing known
export const YEAR = 1 // 1900-2099
export const SOFT = 2 // a short date, "18/20", "69/2024": honest unless a number runs through it
export const FIRM = 3 // full date, clock time, money, percentage: ends a chain

const MONEY_UNITS = words('d dong vnd k nghin ngan trieu tr ty usd ngh')
const SERVICES = words('dd dv tt bh kn at kh')
// Short numbers that anybody may call or write to.
export const PUBLIC_NUMBERS = words('111 112 113 114 115 156 191 195 198 1022 1414 5656 8088')
const DATE_SIGNS = ['/', '-', '.']

/** Tell whether the number has at most `longest` digits and lies in [least, most]. */
function isBetween(number: Token, longest: number, least: number, most: number): boolean {
  const value = Number(number.text)
  return number.text.length <= longest && least <= value && value <= most
}

const isDay = (number: Token) => isBetween(number, 2, 1, 31)
const isMonth = (number: Token) => isBetween(number, 2, 1, 12)
const isYear = (number: Token) => isBetween(number, 4, 1900, 2099)

/** Tell whether eight digits are a day of 2020-2039: 24112026 or 20261124. */
export function isCompactDate(digits: string): boolean {
  if (digits.length !== 8) return false
  const near = (year: string) => '2020' <= year && year <= '2039'
  const yearFirst = near(digits.slice(0, 4))
  const year = yearFirst ? digits.slice(0, 4) : digits.slice(4)
  const month = yearFirst ? digits.slice(4, 6) : digits.slice(2, 4)
  const day = yearFirst ? digits.slice(6) : digits.slice(0, 2)
  return near(year) && '01' <= month && month <= '12' && '01' <= day && day <= '31'
}

/** Tell whether these are a public service number (1800/1900 and four or six digits). */
export function isHotline(digits: string): boolean {
  const free = digits.startsWith('1800') || digits.startsWith('1900')
  return free && (digits.length === 8 || digits.length === 10)
}

/** Give the word that follows token `index` with nothing but spaces between, or "". */
export function unitAfter(tokens: readonly Token[], index: number, folded: Folded): string {
  const next = tokens[index + 1]
  if (next === undefined || next.isNumber) return ''
  const gap = folded.chars.slice(item(tokens, index).end, next.start)
  return gap.length <= 2 && strip(gap, ' ') === '' ? next.text : ''
}

/** Tell whether the stretch does not go on, on either side, with the same sign. */
function isApart(chain: Chain, first: number, last: number, gap: string): boolean {
  return (chain.gaps[first - 1] ?? '') !== gap && (chain.gaps[last] ?? '') !== gap
}

/** Give the length of a date with its whole year at place k, or 0. */
export function fullDate(chain: Chain, k: number): number {
  const { numbers, gaps } = chain
  const [a, b, c] = numbers.slice(k, k + 3)
  const gap = gaps[k]
  if (a === undefined || b === undefined || c === undefined || gap === undefined) return 0
  if (gap !== gaps[k + 1] || !DATE_SIGNS.includes(strip(gap, ' '))) return 0
  const forward = isDay(a) && isMonth(b) && isYear(c)
  const backward = a.text.length === 4 && isYear(a) && isMonth(b) && isDay(c)
  return (forward || backward) && isApart(chain, k, k + 2, gap) ? 3 : 0
}

/** Give the length of "14:05" or "14:05:30" at place k, or 0. */
function clock(chain: Chain, k: number): number {
  const { numbers, gaps } = chain
  let count = 1
  while (count < 4 && gaps[k + count - 1] === ':') {
    const part = item(numbers, k + count)
    if (part.text.length !== 2 || Number(part.text) > 59) break
    count += 1
  }
  const fits = (count === 2 || count === 3) && isBetween(item(numbers, k), 2, 0, 24)
  return fits && isApart(chain, k, k + count - 1, ':') ? count : 0
}

/**
 * Give the length of a sum at place k, or 0. `unit[i]` is the word after number i.
 *
 * Nobody writes a citizen's number of nine digits so that it ends in 000, and nobody notes a
 * sum of a hundred million to the last đồng: that tells 212.345.678 from money.
 */
function money(chain: Chain, k: number, unit: readonly string[]): number {
  const { numbers, gaps } = chain
  const first = item(numbers, k).text
  if (first.startsWith('0')) return 0
  let last = k
  const sign = gaps[k] ?? ''
  if (first.length <= 3 && (sign === '.' || sign === ',' || sign === ' ')) {
    while (gaps[last] === sign && item(numbers, last + 1).text.length === 3) {
      last += 1
      if (last - k > 4) return 0 // more than the country has
    }
  }
  const gap = last > k ? sign : ''
  if (gap !== '' && !isApart(chain, k, last, gap)) return 0
  const pieces = numbers.slice(k, last + 1)
  const digits = pieces.map((number) => number.text).join('')
  const hasUnit = MONEY_UNITS.has(item(unit, last))
  if (gap === '.' || gap === ',') {
    const enough = hasUnit ? '' : '00'
    return digits.endsWith(digits.length < 9 ? enough : '000') ? pieces.length : 0
  }
  const enough = digits.length < 7 ? '00' : '000'
  return hasUnit && (digits.length <= 4 || digits.endsWith(enough)) ? pieces.length : 0
}

/** Give the length of "50%" or "62,5 %" at place k, or 0. */
function percent(chain: Chain, k: number, folded: Folded): number {
  const count = chain.gaps[k] === ',' || chain.gaps[k] === '.' ? 2 : 1
  for (const length of [count, 1]) {
    const last = item(chain.numbers, k + length - 1)
    const after = strip(folded.chars.slice(last.end, last.end + 2), ' ')
    if (last.text.length <= 3 && after.startsWith('%')) return length
  }
  return 0
}

/** Give the length of a short date, a decree number or a fraction at place k, or 0. */
function soft(chain: Chain, k: number): number {
  const [a, b, c] = chain.numbers.slice(k, k + 3)
  const gap = chain.gaps[k]
  const then = chain.gaps[k + 1]
  if (a === undefined || b === undefined || gap === undefined) return 0
  if (!DATE_SIGNS.includes(gap)) return 0
  if (c !== undefined && then !== undefined) {
    const whole = isApart(chain, k, k + 2, then) && DATE_SIGNS.includes(then)
    // 24/11/26
    if (whole && gap === then && isDay(a) && isMonth(b) && isBetween(c, 2, 20, 39)) return 3
    // 24-26/11
    if (whole && gap === '-' && gap !== then && isDay(a) && isDay(b) && isMonth(c)) return 3
  }
  if (!isApart(chain, k, k + 1, gap)) return 0
  if (isDay(a) && isMonth(b)) return 2
  if (b.text.length === 4 && isYear(b)) {
    // 11/2026, 69/2024
    const decree =
      gap === '/' && a.text.length <= 5 && (!a.text.startsWith('0') || a.text.length <= 2)
    return decree || isMonth(a) ? 2 : 0
  }
  const plain = [a, b].every(
    ({ text }) => text.length <= 3 && (!text.startsWith('0') || text.length === 1),
  )
  return gap === '/' && plain ? 2 : 0
}

/**
 * Tell whether number k is the rest of a code of the catalogue: "DD01", "TT04".
 *
 * DT is left out: "đt09" begins a phone number.
 */
function isServiceCode(chain: Chain, k: number, folded: Folded): boolean {
  const number = item(chain.numbers, k)
  const before = folded.chars.slice(Math.max(0, number.start - 3), number.start)
  const glued = before.length === 3 && isAlphanumeric(before.charAt(0))
  return SERVICES.has(before.slice(-2)) && number.text.length === 2 && !glued
}

const textsAt = (chain: Chain, k: number, count: number) =>
  chain.numbers.slice(k, k + count).map(({ text }) => text)

/** Give the length of a procedure's code at place k, "1.004859.000.00.00" of "….H48", or 0. */
function procedure(chain: Chain, k: number): number {
  const [group = '', serial = '', ...rest] = textsAt(chain, k, 5)
  if (chain.gaps[k] !== '.' || !['1', '2', '3'].includes(group)) return 0
  if (serial.length !== 6 || !serial.startsWith('0')) return 0
  const whole = chain.gaps.slice(k + 1, k + 4).join('') === '...'
  return whole && rest.join('.') === '000.00.00' ? 5 : 2
}

/** Tell whether four digits are a time of day at a quarter of the hour: "0730". */
export function isQuarter(text: string): boolean {
  const minutes = ['00', '15', '30', '45'].includes(text.slice(2))
  return text.length === 4 && text.slice(0, 2) < '24' && minutes
}

/** Give the length of "0730-1100" at place k, or 0. */
function shift(chain: Chain, k: number): number {
  const [begin = '', end = ''] = textsAt(chain, k, 2)
  const fits = chain.gaps[k] === '-' && isQuarter(begin) && isQuarter(end) && begin < end
  return fits && isApart(chain, k, k + 1, '-') ? 2 : 0
}

/** Give the length of "12 x 25000 = 300000" at place k, or 0. */
function product(chain: Chain, k: number): number {
  const signs = chain.gaps.slice(k, k + 2).map((gap) => strip(gap, ' '))
  const texts = textsAt(chain, k, 3)
  if (signs.join('') !== 'x=' && signs.join('') !== '*=') return 0
  if (texts.some(({ length }) => length > 7)) return 0
  const [count = 0, each = 0, total = 0] = texts.map(Number)
  return count * each === total ? 3 : 0
}

/** Tell whether number k is the digits of "0x80070005". */
function isErrorCode(chain: Chain, k: number, folded: Folded): boolean {
  const { start, text } = item(chain.numbers, k)
  const before = folded.chars.slice(Math.max(0, start - 3), start)
  const glued = before.length === 3 && isAlphanumeric(before.charAt(0))
  return before.endsWith('0x') && !glued && text.length === 8 && '08'.includes(text.charAt(0))
}

/** Give each number of the chain its mark. */
export function mark(chain: Chain, tokens: readonly Token[], folded: Folded): number[] {
  const unit = chain.indexes.map((index) => unitAfter(tokens, index, folded))
  const marks = chain.numbers.map(() => BARE)
  let k = 0
  while (k < marks.length) {
    let kind = FIRM
    let length =
      (isServiceCode(chain, k, folded) ? 1 : 0) ||
      procedure(chain, k) ||
      product(chain, k) ||
      (isErrorCode(chain, k, folded) ? 1 : 0) ||
      fullDate(chain, k) ||
      shift(chain, k) ||
      clock(chain, k) ||
      percent(chain, k, folded) ||
      money(chain, k, unit)
    if (length === 0) {
      length = soft(chain, k)
      kind = SOFT
    }
    const number = item(chain.numbers, k)
    if (length === 0 && number.text.length === 4 && isYear(number)) {
      length = 1
      kind = YEAR
    }
    marks.fill(kind, k, k + length)
    k += Math.max(length, 1)
  }
  return marks
}
