// Codes said in words after the word for one: "otp bốn tám hai chín", "mã là một hai ba bốn".
//
// So few digits in words are plain speech elsewhere ("otp hai ba năm không dùng"): without "là" one
// of them must be a word for nothing but a digit, and no count may follow.

import type { Claim } from './findings'
import { CONNECTORS, COUNT_WORDS, EQUALS, type Topic } from './keywords'
import { item, words } from './lists'
import { KIND, type Surroundings } from './near'
import { digitOf } from './tokens'

const REACH = 5
const SHORTEST = 4
const LONGEST = 8
const CODES: readonly Topic[] = ['code', 'card_code', 'secret', 'pin', 'bare_code']
const SURE = words('bốn bon tư sáu bảy bẩy tám chín chin lăm hông mốt')
const COUNTS = words('bac co chu ban ngay nam thang tuan gio bua lan nguoi')

type Span = Pick<Claim, 'start' | 'end'>

function isDigitAt({ note }: Surroundings, at: number): boolean {
  const token = note.tokens[at]
  if (token === undefined) return false
  return token.isNumber ? token.text.length === 1 : digitOf(token, note.folded) !== undefined
}

/** Give how many digits stand together from a place on, said or written singly. */
function countDigitsFrom(around: Surroundings, at: number): number {
  let count = 0
  while (count <= LONGEST && isDigitAt(around, at + count)) count += 1
  return count
}

function isSure({ note }: Surroundings, at: number, count: number): boolean {
  const after = note.text(at + count)
  if (COUNT_WORDS.has(after) || COUNTS.has(after)) return false
  return Array.from({ length: count }, (_, offset) => at + offset).some((k) =>
    note.spelled(k, SURE),
  )
}

function spanOf({ note }: Surroundings, first: number, last: number): Span {
  return { start: item(note.tokens, first).start, end: item(note.tokens, last).end }
}

function codeAfter(around: Surroundings, at: number, needsSign: boolean): Span | null {
  let explicit = false
  for (let place = at + 1; place <= at + REACH; place += 1) {
    explicit = explicit || /[:=>]/.test(around.note.gap(place - 1))
    const count = countDigitsFrom(around, place)
    if (SHORTEST <= count && count <= LONGEST) {
      const sure = explicit || (!needsSign && isSure(around, place, count))
      return sure ? spanOf(around, place, place + count - 1) : null
    }
    const word = around.note.text(place)
    if (!CONNECTORS.has(word)) return null
    explicit = explicit || EQUALS.has(word)
  }
  return null
}

/** Read "bốn tám hai chín là mã": the digits before a word for a code at a place. */
function codeBefore(around: Surroundings, at: number): Span | null {
  if (!EQUALS.has(around.note.text(at - 1))) return null
  const last = at - 2
  let first = last
  while (last - first <= LONGEST && isDigitAt(around, first)) first -= 1
  const count = last - first
  return SHORTEST <= count && count <= LONGEST ? spanOf(around, first + 1, last) : null
}

/** Claim the codes and passwords of four to eight digits that are said in words. */
export function spokenCodes(around: Surroundings): Claim[] {
  const claims: Claim[] = []
  for (const { topic, first, last } of around.ending.values()) {
    if (!CODES.includes(topic)) continue
    const spans = [codeAfter(around, last, topic === 'bare_code'), codeBefore(around, first)]
    for (const span of spans) if (span !== null) claims.push({ kind: KIND[topic], ...span })
  }
  return claims
}
