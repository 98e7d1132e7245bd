// Numbers that only a word beside them gives away: "otp 4829", "stk 123 456", "sđt 345678".
//
// The nearest keyword before a number is asked first, then farther ones, then what follows.

import type { Chain } from './chains'
import type { Kind } from './findings'
import { fullDate, isCompactDate, isHotline, PUBLIC_NUMBERS, unitAfter, YEAR } from './honest'
import {
  CONNECTORS,
  COUNT_WORDS,
  EQUALS,
  HANDING,
  type Keyword,
  SHOWING,
  type Topic,
} from './keywords'
import { item, words } from './lists'
import { closeGroups, type Numbers } from './shapes'
import { isList, isPlausible } from './tallies'
import type { Writing } from './writing'

// How many words may stand between a keyword and its number.
const REACH = 6
/** What stands for the digits that are not told: "cccd ****4567". */
const HIDDEN = '**'
const TAILS = words('đuôi cuối tận cùng duoi cuoi tan cung')

export const KIND: Readonly<Record<Topic, Kind>> = {
  phone: 'phone_number',
  identity: 'identity_number',
  account: 'card_or_account',
  code: 'one_time_code',
  card_code: 'one_time_code',
  bare_code: 'one_time_code',
  told: 'one_time_code',
  tail: 'card_or_account',
  secret: 'secret',
  pin: 'secret',
  mailbox: 'email',
}

const NUMBERED: readonly Topic[] = ['phone', 'identity', 'account']
const CODED: readonly Topic[] = ['code', 'secret', 'pin']
const SUMMED: readonly Topic[] = ['account', 'identity', 'told']

/** A note's tokens, and its keywords found by the token they begin or end at. */
export interface Surroundings {
  readonly note: Writing
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
  /** The places of the first and the last number among all tokens. */
  readonly begin: number
  readonly end: number
}

/**
 * How a keyword stands to the number: how many words are between, whether none of them changes
 * what is meant, whether "là" or a sign says it, whether only the tail is told.
 */
interface Tie {
  readonly fillers: number
  readonly direct: boolean
  readonly explicit: boolean
  readonly tail: boolean
}

export function surroundings(note: Writing, keywords: readonly Keyword[]): Surroundings {
  const starting = new Map(keywords.map((keyword) => [keyword.first, keyword]))
  const ending = new Map(keywords.map((keyword) => [keyword.last, keyword]))
  return { note, starting, ending }
}

function groupOf(chain: Chain, marks: readonly number[], first: number, last: number): Group {
  const texts = chain.numbers.slice(first, last + 1).map((number) => number.text)
  const begin = item(chain.indexes, first)
  const end = item(chain.indexes, last)
  return { chain, marks, first, last, texts, digits: texts.join(''), begin, end }
}

/** Give the words before a group, the nearest first. */
function wordsBefore({ note }: Surroundings, group: Group, count: number): string[] {
  return Array.from({ length: count }, (_, back) => note.text(group.begin - 1 - back))
}

/** Tell whether a count word follows: "1200 lượt". */
function isCounted({ note }: Surroundings, group: Group): boolean {
  const word = unitAfter(note.tokens, group.end, note.folded)
  return COUNT_WORDS.has(word) && group.texts.every((text) => text.length <= 4)
}

/** Tell whether the numbers are for everybody: "gọi 156 5656", "soạn MK gửi 8088". */
function isPublic(around: Surroundings, group: Group): boolean {
  if (group.texts.every((text) => PUBLIC_NUMBERS.has(text))) return true
  const before = wordsBefore(around, group, 6)
  return before[0] === 'gui' && before.includes('soan') && group.digits.length <= 4
}

/** Tell whether a public service is called: "tổng đài Agribank 1900558818". */
function isCalled(around: Surroundings, group: Group): boolean {
  const called = ['dai', 'hotline', 'goi']
  return isHotline(group.digits) && wordsBefore(around, group, 5).some((w) => called.includes(w))
}

/** Tell whether so many digits, so far from a word of this topic, are its value. */
function isLongEnough(topic: Topic, count: number, tie: Tie): boolean {
  const { fillers, direct, explicit } = tie
  const known = direct || explicit
  if (NUMBERED.includes(topic)) return count >= (tie.tail ? 3 : 6)
  if (topic === 'code') return (count >= 4 && count <= 8 && known) || count === 6
  if (topic === 'card_code') return count >= 3 && count <= 4 && fillers <= 3
  if (topic === 'secret') return (count >= 4 && known) || (count >= 6 && fillers <= 3)
  if (topic === 'pin') return count >= 4 && count <= 8 && (explicit || (direct && count !== 5))
  if (!direct) return false
  if (topic === 'bare_code') {
    return fillers <= 4 && (count === 6 || (explicit && count >= 4 && count <= 8))
  }
  if (topic === 'told') return fillers <= 2 && count === 6
  return topic === 'tail' && count >= 4 && count <= 6
}

/** Tell whether the digits beside the keyword are a year, a day, a sum or a public number. */
function isHonest(topic: Topic, group: Group, tie: Tie): boolean {
  const { chain, marks, first, last, digits } = group
  const { direct, explicit, tail } = tie
  if (first === last && marks[first] === YEAR && !explicit && !tail) return true
  if (isCompactDate(digits) && !(CODED.includes(topic) ? explicit : direct)) return true
  if (topic === 'phone' || CODED.includes(topic)) return isHotline(digits)
  if (first === last) {
    const enough = topic === 'account' ? '000' : '00'
    const roundSum = digits.length < 8 && !digits.startsWith('0') && digits.endsWith(enough)
    return SUMMED.includes(topic) && roundSum && !tail
  }
  // Eight digits one by one after "stk" are no list, though they count up.
  const singles = digits.length >= 8 && group.texts.every(({ length }) => length === 1)
  const listed = isList(chain, first, last) && !(singles && direct)
  return isPlausible(chain, marks, first, last) || listed
}

/** Tell whether the keyword is for the last digits: "đuôi", but not "dưới". */
function tellsTail({ note, ending }: Surroundings, keyword: Keyword | undefined): boolean {
  if (keyword?.topic !== 'tail') return false
  for (let at = keyword.first; at <= keyword.last; at += 1) {
    if (note.text(at) !== 'so' && !note.spelled(at, TAILS)) return false
  }
  const before = note.text(keyword.first - 1) === 'co' ? keyword.first - 2 : keyword.first - 1
  const named = ending.has(before) || note.text(before) === 'the' || note.text(before) === 'xe'
  return named || keyword.last > keyword.first || !note.unmarked(keyword.last)
}

/**
 * Give what the keyword speaks of; a code that is somebody's or handed over is one, however short:
 * "bác đưa mã 4829", "mã của bác 4829", "mã 4829 bà đọc".
 */
function topicOf({ note }: Surroundings, keyword: Keyword, group: Group, tie: Tie): Topic {
  const { topic, first, last } = keyword
  if (topic !== 'bare_code' || !tie.direct) return topic
  const handed = [first - 1, first - 2].some((at) => HANDING.has(note.text(at)))
  const readOut = [group.end + 1, group.end + 2].some((at) => SHOWING.has(note.text(at)))
  const owned = note.text(last + 1) === 'cua' || note.text(last) === 'code'
  return handed || readOut || owned ? 'code' : topic
}

/** Tell whether "6 số" ends at a token and the group has as many digits: "6 số là 482913". */
function tellsLength({ note }: Surroundings, at: number, group: Group, tie: Tie): boolean {
  const count = group.digits.length
  const said = note.text(at) === 'so' && note.number(at - 1) === String(count)
  return said && count >= 4 && count <= 8 && (tie.direct || tie.explicit)
}

/** Give the kind of the group if it is the value of a keyword before it. */
function kindAfter(around: Surroundings, keyword: Keyword, group: Group, tie: Tie): Kind | null {
  const { digits } = group
  const topic = topicOf(around, keyword, group, tie)
  // "mk 1960" is a year of birth as a password; "đổi mật khẩu 2026" is this year's work.
  const oldYear = digits.length === 4 && digits < '2020' && tie.fillers === 0
  const sure = tie.explicit || ((topic === 'secret' || topic === 'pin') && oldYear)
  const tail = tie.tail || tellsTail(around, around.ending.get(keyword.first - 1))
  const asked = { ...tie, tail }
  if (!isLongEnough(topic, digits.length, asked) || isCalled(around, group)) return null
  return isHonest(topic, group, { ...asked, explicit: sure }) ? null : KIND[topic]
}

/** Tell whether a word between a keyword and its number changes nothing. */
function connects({ note }: Surroundings, at: number): boolean {
  const digits = note.number(at)
  return digits === '' ? CONNECTORS.has(note.text(at)) : digits.length === 1
}

/**
 * Ask the keywords before the group, the nearest first; what is merely told, or told by its
 * length, yields to a keyword farther away.
 */
function askBefore(around: Surroundings, group: Group): Kind | null {
  const { note } = around
  const nearest = group.begin - 1
  const explicit = /[:=>]/.test(note.gap(nearest)) || EQUALS.has(note.text(nearest))
  let tie: Tie = { fillers: 0, direct: true, explicit, tail: note.gap(nearest).includes(HIDDEN) }
  let least: Kind | null = null
  for (let fillers = 0; fillers <= Math.min(REACH, nearest); fillers += 1) {
    const at = nearest - fillers
    const keyword = around.ending.get(at)
    const tail = tellsTail(around, keyword)
    tie = { ...tie, fillers, tail: tie.tail || tail }
    if (keyword !== undefined && (tail || keyword.topic !== 'tail')) {
      const kind = kindAfter(around, keyword, group, tie)
      if (kind !== null && keyword.topic !== 'told' && keyword.topic !== 'tail') return kind
      least = least ?? kind
    }
    if (tellsLength(around, at, group, tie)) least = least ?? 'one_time_code'
    tie = { ...tie, direct: tie.direct && (tail || connects(around, at)) }
  }
  return least
}

/** Give the kind of the group if it is the value of a keyword after it. */
function kindBefore({ topic }: Keyword, group: Group, tie: Tie): Kind | null {
  const count = group.digits.length
  if (topic === 'told' || topic === 'tail') return null
  if (isHotline(group.digits) && !tie.explicit) return null
  let fits = isLongEnough(topic, count, tie)
  if (!tie.explicit) {
    const one = group.first === group.last || count >= 8
    const named = NUMBERED.includes(topic) && one && fits
    fits = named || (topic === 'code' && count === 6)
  }
  return fits && !isHonest(topic, group, tie) ? KIND[topic] : null
}

/** Ask the keyword after the group: "482913 là otp của bác", "123456 (vcb)". */
function askAfter(around: Surroundings, group: Group): Kind | null {
  const { note } = around
  let said = false
  for (let fillers = 0; fillers < 4; fillers += 1) {
    const at = group.end + 1 + fillers
    const keyword = around.starting.get(at)
    const gap = note.gap(at - 1)
    if (keyword && (said || (fillers === 0 && gap.length <= 2 && !gap.includes('.')))) {
      const tie = { fillers, direct: said, explicit: said, tail: false }
      const kind = kindBefore(keyword, group, tie)
      if (kind !== null) return kind
    }
    if (!CONNECTORS.has(note.text(at))) break
    said = said || EQUALS.has(note.text(at))
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
    const group = groupOf(chain, marks, first, last)
    if (group.digits.length < 3 || isCounted(around, group) || isPublic(around, group)) continue
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
    const kind = askBefore(around, groupOf(chain, marks, first, last))
    if (kind === 'secret' || kind === 'one_time_code') out.push({ first, last, kind })
  }
  return out
}
