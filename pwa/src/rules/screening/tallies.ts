// Numbers that stand together and are none: dates and counts in turn, lists, tallies.

import type { Chain } from './chains'
import { BARE, isQuarter } from './honest'
import { item, strip, words } from './lists'

// What is counted off or counted for: "tổ 1 2 3 4 5 6 7 8 9", "lượt theo tổ 30 25 18 42 17 22".
const LIST_WORDS = words(
  'to tdp thon xom khu doi nhom lop ngay cau buoc muc phong ngo luot bang trang tang loi',
)

const textsOf = (chain: Chain, first: number, last: number) =>
  chain.numbers.slice(first, last + 1).map(({ text }) => text)

/**
 * Tell whether numbers first..last read as dates and counts, a count after each date.
 *
 * Two unexplained numbers side by side, a long one, or one that begins with 0 do not.
 */
export function isPlausible(
  chain: Chain,
  marks: readonly number[],
  first: number,
  last: number,
): boolean {
  let bareBefore = false
  for (let k = first; k <= last; k += 1) {
    const { text } = item(chain.numbers, k)
    const bare = marks[k] === BARE
    const zeroLed = text.startsWith('0') && text.length > 2
    if (bare && (bareBefore || text.length > 4 || zeroLed)) return false
    bareBefore = bare
  }
  return true
}

/** Tell whether a gap is only spaces, or a dot or dash, as inside one number in pieces. */
export function isPlain(gap: string): boolean {
  return ['', '.', '-'].includes(strip(gap, ' '))
}

/** Give how many digits numbers first..last have together. */
export function countDigits(chain: Chain, first: number, last: number): number {
  return textsOf(chain, first, last).reduce((sum, text) => sum + text.length, 0)
}

/** Tell whether the word before the chain is one that lists are made of. */
export function isCountedOff(chain: Chain): boolean {
  return LIST_WORDS.has(chain.lead)
}

/** Tell whether numbers are codes of errors: "lỗi 404 500 502". */
export function areErrors(chain: Chain, first: number, last: number): boolean {
  const short = (text: string) => text.length <= 5 && !text.startsWith('0')
  return chain.lead === 'loi' && textsOf(chain, first, last).every(short)
}

/**
 * Tell whether numbers are counts by what they are: all tens ("20 50 100 200"), with their sum at
 * the end, at one distance ("12 24 36"), times of day.
 *
 * None of that happens to a number in pieces more than once in a thousand.
 */
function isTally(texts: readonly string[]): boolean {
  if (texts.some(({ length }) => length > 8)) return false
  const values = texts.map(Number)
  const steps = values.slice(1).map((then, index) => then - item(values, index))
  if (texts.every(isQuarter) && steps.every((step) => step > 0)) return true
  if (texts.some((text) => text.startsWith('0'))) return false
  if (texts.length === 2) return values.every((value) => value % 1000 === 0)
  const step = item(steps, 0)
  const even = steps.every((each) => each === step) && step >= 2 && step <= 20
  const sum = values.slice(0, -1).reduce((total, value) => total + value, 0)
  const sumEnds = sum === item(values, values.length - 1)
  const tens = values.every((value) => value % 10 === 0)
  return (even && values.every((value) => value >= 10)) || sumEnds || tens
}

/**
 * Tell whether the numbers count up: "tổ 03 04 05", or "các ngày 05, 12, 19, 26".
 *
 * Rising by more than one is believed only with commas, for a phone number in pairs rises by
 * chance about once in a hundred. Without commas, nine or twelve digits that no word calls a
 * list are taken for a number: "1 2 3 4 5 6 7 8 9".
 */
export function isList(chain: Chain, first: number, last: number): boolean {
  if (last === first) return false
  if (isTally(textsOf(chain, first, last))) return true
  if (last - first < 2) return false
  let rising = true
  let byOne = true
  let commas = true
  for (let k = first; k < last; k += 1) {
    const now = item(chain.numbers, k).text
    const then = item(chain.numbers, k + 1).text
    if (now.length > 3 || then.length > 3) return false
    rising = rising && Number(now) < Number(then)
    byOne = byOne && Number(now) + 1 === Number(then)
    commas = commas && isCommaGap(item(chain.gaps, k))
  }
  const count = countDigits(chain, first, last)
  if ((count === 9 || count === 12) && !isCountedOff(chain)) {
    byOne = byOne && !chain.gaps.slice(first, last).every(isPlain)
  }
  return byOne || (rising && commas)
}

/** Tell whether a gap parts items of a list: a comma or semicolon and more. */
export function isCommaGap(gap: string): boolean {
  return gap.length > 1 && (gap.startsWith(',') || gap.startsWith(';'))
}
