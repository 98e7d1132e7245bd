// Words and numbers of a folded note.
//
// A number is what a person means as digits: "0912", "O912" with a letter O, or "không chín
// một hai ba bốn" spelled out.

import type { Folded } from './folding'
import { isAlphanumeric, item } from './lists'
import { LONGEST, strongShape } from './numbering'
import { type Numeral, numeral, type SpokenWords } from './numerals'

/** A word or number at [start, end) of the folded text; a number's text is digits only. */
export interface Token {
  readonly isNumber: boolean
  readonly text: string
  readonly start: number
  readonly end: number
}

// Letters used for digits, as they stand in the note: their marked sisters (ô, ơ) are not.
const LOOKALIKES = new Map<string, string>([
  ...Array.from('oO\uff4f\uff2fоОοΟ', (char): [string, string] => [char, '0']),
  ...Array.from('lI\uff4c\uff29', (char): [string, string] => [char, '1']),
])

// Words so often spelled with a zero ("0TP", "passw0rd") that the run is read as the word.
const SPELT_WITH_ZERO = new Set(['otp', 'password', 'passcode'])

// Letters that make a short number a time or a sum, "08h30": no mere filling between digits.
const UNIT_LETTERS = new Set('hgpkdtm')
// The longest word that is mere filling between long groups of digits: "rồi", "đuôi".
const FILLING = 4
// Before the last digits of a number that are told before its first ones.
const ENDS = new Set(['duoi', 'cuoi'])

// Both as written with marks and without; other marks on the same letters ("bà", "tạm") are
// other words.
// biome-ignore format: a table
const DIGIT_WORDS = new Map([
  ['không', '0'], ['khong', '0'], ['o', '0'], ['một', '1'], ['mot', '1'], ['mốt', '1'], ['hai', '2'],
  ['ba', '3'], ['bốn', '4'], ['bon', '4'], ['tư', '4'], ['năm', '5'], ['nam', '5'], ['lăm', '5'],
  ['sáu', '6'], ['sau', '6'], ['bảy', '7'], ['bay', '7'], ['bẩy', '7'], ['tám', '8'], ['tam', '8'],
  ['chín', '9'], ['chin', '9'], ['lẻ', '0'], ['linh', '0'], ['hông', '0'], ['hong', '0'],
  ['hổng', '0'], ['ko', '0'],
  ['zero', '0'], ['one', '1'], ['two', '2'], ['three', '3'], ['four', '4'], ['five', '5'],
  ['six', '6'], ['seven', '7'], ['eight', '8'], ['nine', '9'],
])
// Tens and hundreds say no digit by themselves.
const NUMERAL_WORDS = new Set(['mười', 'mươi', 'muoi', 'trăm', 'tram', 'le'])

const isDigit = (char: string) => char >= '0' && char <= '9'

/** Give the places [start, end) in a text of the runs of characters that `belongs` accepts. */
function runs(
  chars: string,
  from: number,
  to: number,
  belongs: (first: string, char: string) => boolean,
): [number, number][] {
  const out: [number, number][] = []
  let at = from
  while (at < to) {
    const first = chars.charAt(at)
    let end = at
    while (end < to && belongs(first, chars.charAt(end))) end += 1
    if (end > at) out.push([at, end])
    at = Math.max(end, at + 1)
  }
  return out
}

/** Read letters [start, end) as digits, or null when one of them looks like none. */
function asDigits(folded: Folded, start: number, end: number): string | null {
  const digits: string[] = []
  for (let index = start; index < end; index += 1) {
    const digit = LOOKALIKES.get(item(folded.source, item(folded.at, index)))
    if (digit === undefined) return null
    digits.push(digit)
  }
  return digits.join('')
}

/** Part a run of letters and digits ("sdt0912", "O912", "8h30") into tokens. */
function splitRun(folded: Folded, start: number, end: number): Token[] {
  if (end - start <= 8) {
    const run = folded.chars.slice(start, end)
    const spelt = run.split('0').join('o')
    if (spelt !== run && SPELT_WITH_ZERO.has(spelt)) {
      return [{ isNumber: false, text: spelt, start, end }]
    }
  }
  const pieces = runs(folded.chars, start, end, (first, char) => isDigit(first) === isDigit(char))
  const tokens: Token[] = []
  let number: string[] = [] // digits and look-alikes read so far, from `begin` on
  let begin = start
  for (const [at, to] of pieces) {
    const piece = folded.chars.slice(at, to)
    let text: string | null = piece
    if (piece >= 'a') text = pieces.length > 1 ? asDigits(folded, at, to) : null
    if (text !== null) {
      if (number.length === 0) begin = at
      number.push(text)
    } else {
      if (number.length > 0) {
        tokens.push({ isNumber: true, text: number.join(''), start: begin, end: at })
        number = []
      }
      tokens.push({ isNumber: false, text: piece, start: at, end: to })
    }
  }
  if (number.length > 0) tokens.push({ isNumber: true, text: number.join(''), start: begin, end })
  return tokens
}

/** Read a letter O that stands alone beside a number as its zero: "O 912", "0 9 O 5". */
function readLoneZeros(tokens: readonly Token[], folded: Folded): Token[] {
  const out: Token[] = []
  tokens.forEach((token, index) => {
    let read = token
    if (token.text === 'o' && LOOKALIKES.has(item(folded.source, item(folded.at, token.start)))) {
      const before = out[out.length - 1]
      const after = tokens[index + 1]
      const beside =
        (before?.isNumber && before.text.length <= 4 && token.start - before.end <= 3) ||
        (after?.isNumber && after.start - token.end <= 3)
      if (beside) read = { isNumber: true, text: '0', start: token.start, end: token.end }
    }
    out.push(read)
  })
  return out
}

/** Give a short word as written, in small letters; no word of numbers has over five letters. */
function saidAs(word: Token, folded: Folded): string {
  if (word.isNumber || word.end - word.start > 5) return ''
  const raw = folded.source.slice(item(folded.at, word.start), item(folded.at, word.end - 1) + 1)
  return raw.join('').toLowerCase()
}

/** Give the digit that a word says, or undefined. */
export function digitOf(word: Token, folded: Folded): string | undefined {
  return DIGIT_WORDS.get(saidAs(word, folded))
}

function isSpokenNumber(words: number, values: readonly string[]): boolean {
  const count = values.reduce((sum, value) => sum + value.length, 0)
  if (words >= 6 || (words >= 4 && count >= 9)) return true
  return words > 0 && count <= LONGEST && strongShape(values.join(''), true) !== null
}

/**
 * Read digits said as words, where so many stand together that they are one number.
 *
 * Few together are plain speech ("hai ba năm", "sau ba năm không dùng"): it takes six words,
 * or four among nine digits, or a sure shape all together ("0 chín 1 hai …").
 */
function readDigitWords(tokens: readonly Token[], folded: Folded): Token[] {
  const out = [...tokens]
  let first = 0
  while (first < tokens.length) {
    const values: string[] = []
    let words = 0
    while (first + values.length < tokens.length) {
      const token = item(tokens, first + values.length)
      const value = token.isNumber ? token.text : digitOf(token, folded)
      if (value === undefined) break
      if (!token.isNumber) words += 1
      values.push(value)
    }
    if (isSpokenNumber(words, values)) {
      values.forEach((text, offset) => {
        const { start, end } = item(tokens, first + offset)
        out[first + offset] = { isNumber: true, text, start, end }
      })
    }
    first += values.length + 1
  }
  return out
}

/** Give the words of numbers that stand together from `first` on. */
function spokenRun(tokens: readonly Token[], folded: Folded, first: number): SpokenWords {
  const written: string[] = []
  const digits: string[] = []
  for (let index = first; index < tokens.length; index += 1) {
    const token = item(tokens, index)
    const word = saidAs(token, folded)
    let digit = token.isNumber ? token.text : (DIGIT_WORDS.get(word) ?? '')
    if (word === 'lam' && written[written.length - 1] === 'muoi') digit = '5'
    if (digit === '' && !NUMERAL_WORDS.has(word)) break
    written.push(word)
    digits.push(digit)
  }
  return { words: written, digits }
}

/** Part a run into numerals and single digits: how many tokens each takes and what it says. */
function parted(said: SpokenWords, round: boolean): Numeral[] {
  const parts: Numeral[] = []
  let at = 0
  while (at < said.words.length) {
    const found = numeral(said, at, round)
    const alone = said.words[at] === 'le' ? '0' : item(said.digits, at)
    parts.push(found.count > 0 ? found : { count: 1, value: alone })
    at += Math.max(found.count, 1)
  }
  return parts
}

/** Tell whether parts make a phone or identity number, or nine digits in threes. */
function isSure(parts: readonly Numeral[]): boolean {
  const digits = parts.map(({ value }) => value).join('')
  if (digits.length === 9 && parts.every(({ value }) => value.length === 3)) return true
  return digits.length <= LONGEST && strongShape(digits, true) !== null
}

/**
 * Read what is said in tens and hundreds, where all together is surely a number: "không chín trăm
 * lẻ năm, một trăm mười hai, …".
 */
function readNumerals(tokens: readonly Token[], folded: Folded): Token[] {
  const out: Token[] = []
  let first = 0
  while (first < tokens.length) {
    const said = spokenRun(tokens, folded, first)
    let at = first
    first += Math.max(1, said.words.length)
    const spoken = said.words.some((word) => NUMERAL_WORDS.has(word))
    const readings = spoken ? [parted(said, false), parted(said, true)] : []
    const parts = readings.find(isSure)
    if (parts === undefined) {
      while (at < first) {
        out.push(item(tokens, at))
        at += 1
      }
      continue
    }
    for (const { count, value } of parts) {
      const { start } = item(tokens, at)
      const { end } = item(tokens, at + count - 1)
      if (value !== '') out.push({ isNumber: true, text: value, start, end })
      at += count
    }
  }
  return out
}

/**
 * Tell whether token `index` is a single letter put between two groups of digits, or a short word
 * between long ones: "0912 gọi 345 rồi 678".
 */
function fills(tokens: readonly Token[], index: number): boolean {
  const word = item(tokens, index)
  const before = tokens[index - 1]
  const after = tokens[index + 1]
  if (word.isNumber || word.text.length > FILLING) return false
  if (!before?.isNumber || !after?.isNumber) return false
  if (word.start - before.end > 1 || after.start - word.end > 1) return false
  if (Math.min(before.text.length, after.text.length) >= 3) return true
  return word.text.length === 1 && !UNIT_LETTERS.has(word.text)
}

/** Give the last token of a sure number with letters put into it from `first`, or -1. */
function filledFrom(tokens: readonly Token[], first: number): number {
  let digits = item(tokens, first).text
  let last = first
  // A count and what is counted.
  if ((tokens[first + 1]?.text.length ?? 0) > 1 && !digits.startsWith('0')) return -1
  while (last + 2 < tokens.length && digits.length <= LONGEST && fills(tokens, last + 1)) {
    last += 2
    digits += item(tokens, last).text
    if (digits.length <= LONGEST && strongShape(digits, true) !== null) return last
  }
  return -1
}

/**
 * Read a sure number with single letters or short words between its groups as one: "0912a345b678".
 */
function readFilledNumbers(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  let first = 0
  while (first < tokens.length) {
    const token = item(tokens, first)
    const last = token.isNumber ? filledFrom(tokens, first) : -1
    if (last < 0) {
      out.push(token)
    } else {
      const parts = tokens.slice(first, last + 1).filter((part) => part.isNumber)
      const text = parts.map((part) => part.text).join('')
      out.push({ isNumber: true, text, start: token.start, end: item(tokens, last).end })
    }
    first = Math.max(first, last) + 1
  }
  return out
}

/** Give the digits of "đuôi 678, đầu 0912345" from its last group's word on, "" for none. */
function toldFromItsEnd(tokens: readonly Token[], at: number): string {
  const [word, end, second, begin] = tokens.slice(at, at + 4)
  if (!word || !ENDS.has(word.text) || second?.text !== 'dau') return ''
  const digits = end?.isNumber && begin?.isNumber ? begin.text + end.text : ''
  return digits.length <= LONGEST && strongShape(digits, true) !== null ? digits : ''
}

/** Read a sure number whose end is told first as one. */
function readEnds(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  let at = 0
  while (at < tokens.length) {
    out.push(item(tokens, at))
    const text = toldFromItsEnd(tokens, at)
    if (text !== '') {
      const { start } = item(tokens, at + 1)
      out.push({ isNumber: true, text, start, end: item(tokens, at + 3).end })
    }
    at += text === '' ? 1 : 4
  }
  return out
}

/** Give the words and numbers of a folded note in order. */
export function tokenise(folded: Folded): Token[] {
  const { chars } = folded
  const tokens: Token[] = []
  for (const [start, end] of runs(chars, 0, chars.length, (_, char) => isAlphanumeric(char))) {
    for (const token of splitRun(folded, start, end)) tokens.push(token)
  }
  const spoken = readNumerals(readLoneZeros(tokens, folded), folded)
  return readEnds(readFilledNumbers(readDigitWords(spoken, folded)))
}
