// Numbers that only a word beside them gives away: "otp 4829", "stk 123 456", "sđt 345678".
//
// The nearest keyword before a number is asked first, then farther ones, then what follows.

import type { Kind } from './findings'
import type { Folded } from './folding'
import { fullDate, isCompactDate, isHotline, isList, isPlausible, unitAfter, YEAR } from './honest'
import { CONNECTORS, COUNT_WORDS, EQUALS, type Keyword, type Topic } from './keywords'
import { item } from './lists'
import { closeGroups, type Numbers } from './shapes'
import type { Chain, Token } from './tokens'

// How many words may stand between a keyword and its number.
const REACH = 6

export const KIND: Readonly<Record<Topic, Kind>> = {
  phone: 'phone_number',
  identity: 'identity_number',
  account: 'card_or_account',
  code: 'one_time_code',
  card_code: 'one_time_code',
  bare_code: 'one_time_code',
  secret: 'secret',
  pin: 'secret',
  mailbox: 'email',
}

const NUMBERED: readonly Topic[] = ['phone', 'identity', 'account']
const CODED: readonly Topic[] = ['code', 'secret', 'pin']

/** A note's tokens, and its keywords found by the token they begin or end at. */
export interface Surroundings {
  readonly folded: Folded
  readonly tokens: readonly Token[]
  readonly starting: ReadonlyMap<number, Keyword>
  readonly ending: ReadonlyMap<number, Keyword>
}

/** Numbers first..last of a chain, and their digits together. */
interface Group {
  readonly chain: Chain
  readonly marks: readonly number[]
  readonly first: number
  readonly last: number
  readonly texts: readonly string[]
  readonly digits: string
}

export function surroundings(
  folded: Folded,
  tokens: readonly Token[],
  keywords: readonly Keyword[],
): Surroundings {
  const starting = new Map(keywords.map((keyword) => [keyword.first, keyword]))
  const ending = new Map(keywords.map((keyword) => [keyword.last, keyword]))
  return { folded, tokens, starting, ending }
}

/** Give the folded text from the end of token `left` to the start of token `right`. */
function textBetween(around: Surroundings, left: number, right: number): string {
  return around.folded.chars.slice(item(around.tokens, left).end, item(around.tokens, right).start)
}

/** Tell whether a count word follows: "1200 lượt". */
function isCounted(around: Surroundings, group: Group): boolean {
  const last = item(group.chain.indexes, group.last)
  const word = unitAfter(around.tokens, last, around.folded)
  return COUNT_WORDS.has(word) && group.texts.every((text) => text.length <= 4)
}

/** Tell whether so many digits, so far from a word of this topic, are its value. */
function isLongEnough(
  topic: Topic,
  count: number,
  fillers: number,
  direct: boolean,
  explicit: boolean,
): boolean {
  if (NUMBERED.includes(topic)) return count >= 6
  if (topic === 'code') return (count >= 4 && count <= 8 && (direct || explicit)) || count === 6
  if (topic === 'card_code') return count >= 3 && count <= 4 && fillers <= 3
  if (topic === 'secret') {
    return (count >= 4 && (direct || explicit)) || (count >= 6 && fillers <= 3)
  }
  if (topic === 'pin') return count >= 4 && count <= 8 && (explicit || (direct && count !== 5))
  return topic === 'bare_code' && count === 6 && direct && fillers <= 4
}

/** Tell whether the digits beside the keyword are a year, a day, a sum or a public number. */
function isHonest(topic: Topic, group: Group, direct: boolean, explicit: boolean): boolean {
  const { chain, marks, first, last, digits } = group
  if (first === last && marks[first] === YEAR && !explicit) return true
  if (isCompactDate(digits) && !(CODED.includes(topic) ? explicit : direct)) return true
  if (topic === 'phone' || CODED.includes(topic)) return isHotline(digits)
  if (first === last) {
    const roundSum = digits.length < 8 && !digits.startsWith('0') && digits.endsWith('000')
    return topic === 'account' && roundSum
  }
  return isPlausible(chain, marks, first, last) || isList(chain, first, last)
}

/** Ask the keywords before the group, the nearest first. */
function askBefore(around: Surroundings, group: Group): Kind | null {
  const start = item(group.chain.indexes, group.first)
  let explicit = false
  let direct = true
  for (let fillers = 0; fillers <= REACH; fillers += 1) {
    const at = start - 1 - fillers
    const word = around.tokens[at]
    if (word === undefined) break
    if (fillers === 0) {
      const gap = textBetween(around, at, start)
      explicit = [':', '=', '>'].some((sign) => gap.includes(sign)) || EQUALS.has(word.text)
    }
    const topic = around.ending.get(at)?.topic
    if (topic !== undefined) {
      const fits = isLongEnough(topic, group.digits.length, fillers, direct, explicit)
      // "mk 1960" is a year of birth as a password; "đổi mật khẩu 2026" is this year's work.
      const oldYear = group.digits.length === 4 && group.digits < '2020' && fillers === 0
      const sure = explicit || ((topic === 'secret' || topic === 'pin') && oldYear)
      if (fits && !isHonest(topic, group, direct, sure)) return KIND[topic]
    }
    direct = direct && (word.isNumber ? word.text.length === 1 : CONNECTORS.has(word.text))
  }
  return null
}

/** Ask the keyword after the group: "482913 là otp của bác", "123456 (vcb)". */
function askAfter(around: Surroundings, group: Group): Kind | null {
  const last = item(group.chain.indexes, group.last)
  const count = group.digits.length
  let said = false
  for (let fillers = 0; fillers < 4; fillers += 1) {
    const at = last + 1 + fillers
    const word = around.tokens[at]
    if (word === undefined) break
    const topic = around.starting.get(at)?.topic
    const gap = textBetween(around, at - 1, at)
    if (topic !== undefined && (said || (fillers === 0 && gap.length <= 2 && !gap.includes('.')))) {
      let fits = isLongEnough(topic, count, fillers, said, said)
      if (!said) {
        const one = group.first === group.last || count >= 8
        const named = NUMBERED.includes(topic) && one && fits
        fits = named || (topic === 'code' && count === 6)
      }
      if (fits && !isHonest(topic, group, said, said)) return KIND[topic]
    }
    if (word.isNumber || !CONNECTORS.has(word.text)) break
    said = said || EQUALS.has(word.text)
  }
  return null
}

/** Give the groups of a chain that a keyword claims. */
export function numbersNearWords(
  around: Surroundings,
  chain: Chain,
  marks: readonly number[],
  taken: readonly boolean[],
): Numbers[] {
  const out: Numbers[] = []
  for (const [first, last] of closeGroups(chain, marks, taken)) {
    const texts = chain.numbers.slice(first, last + 1).map((number) => number.text)
    const group = { chain, marks, first, last, texts, digits: texts.join('') }
    if (group.digits.length < 3 || isCounted(around, group)) continue
    const kind = askBefore(around, group) ?? askAfter(around, group)
    if (kind !== null) out.push({ first, last, kind })
  }
  return [...out, ...birthdaysAsSecrets(around, chain, marks)]
}

/** Give the days of long ago that are said to be a password: "mật khẩu: 26.01.1960". */
function birthdaysAsSecrets(
  around: Surroundings,
  chain: Chain,
  marks: readonly number[],
): Numbers[] {
  const out: Numbers[] = []
  for (let first = 0; first + 2 < chain.numbers.length; first += 1) {
    const last = first + 2
    const texts = chain.numbers.slice(first, last + 1).map((number) => number.text)
    const year = texts.find((text) => text.length === 4)
    if (year === undefined || year >= '2015' || fullDate(chain, first) === 0) continue
    const kind = askBefore(around, { chain, marks, first, last, texts, digits: texts.join('') })
    if (kind === 'secret' || kind === 'one_time_code') out.push({ first, last, kind })
  }
  return out
}
