// Numbers said in tens and hundreds: "chín trăm lẻ năm", "một trăm mười hai", "sáu mươi".

import { item, words } from './lists'

const TEN = words('mười muoi')
const TENS = words('mươi mười muoi')
const HUNDREDS = words('trăm tram')
const AND = words('lẻ linh le')

/** Words of numbers as written, and the digits that each says by itself ("" for tens). */
export interface SpokenWords {
  readonly words: readonly string[]
  readonly digits: readonly string[]
}

/** How many words a numeral has, and its digits; none where there is no numeral. */
export interface Numeral {
  readonly count: number
  readonly value: string
}

const NONE: Numeral = { count: 0, value: '' }

const isOf = (set: ReadonlySet<string>, said: SpokenWords, at: number) =>
  set.has(said.words[at] ?? '')
const isOneDigit = (said: SpokenWords, at: number) => said.digits[at]?.length === 1

/** Give the digit at a place that ends a number, "" where tens or hundreds of its own begin. */
function digitAt(said: SpokenWords, at: number): string {
  if (!isOneDigit(said, at) || said.words[at] === '') return ''
  const goesOn = isOf(TENS, said, at + 1) || isOf(HUNDREDS, said, at + 1)
  return goesOn ? '' : item(said.digits, at)
}

/** Read "sáu mươi hai" or "mười hai". */
function belowHundred(said: SpokenWords, at: number, round: boolean): Numeral {
  if (isOf(TEN, said, at)) {
    const unit = digitAt(said, at + 1)
    return { count: 1 + unit.length, value: `1${unit || '0'}` }
  }
  if (!isOf(TENS, said, at + 1) || !isOneDigit(said, at)) return NONE
  const unit = round ? '' : digitAt(said, at + 2)
  return { count: 2 + unit.length, value: item(said.digits, at) + (unit || '0') }
}

/**
 * Read the numeral that begins at a place. Where tens are `round`, "chín mươi hai" is 90 and 2.
 */
export function numeral(said: SpokenWords, at: number, round: boolean): Numeral {
  if (!isOf(HUNDREDS, said, at + 1) || !isOneDigit(said, at)) return belowHundred(said, at, round)
  const hundreds = item(said.digits, at)
  const last = digitAt(said, at + 3)
  if (isOf(AND, said, at + 2) && last !== '') return { count: 4, value: `${hundreds}0${last}` }
  const { count, value } = belowHundred(said, at + 2, round)
  return { count: 2 + count, value: hundreds + (value || '00') }
}
