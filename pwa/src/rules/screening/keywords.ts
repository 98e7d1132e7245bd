// The words that say what the number or text beside them is.
//
// All are folded (no marks, lower case), so "SĐT", "sdt" and "S.Đ.T" are one entry.

import * as lists from '../../../../sync/screening/keywords.json'
import { item, words } from './lists'
import type { Token } from './tokens'

export type Topic = keyof typeof lists.phrases

const PHRASES = Object.entries(lists.phrases).map(
  ([topic, text]) => [topic as Topic, text.split(', ')] as const,
)

/** Where a search for a password stops, since the next one begins there. */
export const SECRET_WORDS: ReadonlySet<string> = new Set([
  ...lists.phrases.secret.split(', '),
  'mat',
])

/** May stand between a keyword and its value without changing what is meant. */
export const CONNECTORS = words(lists.connectors)
/** What follows one of these is the value, however it looks. */
export const EQUALS = words('la thanh')

/** Words that make a number of four digits or more a count. */
export const COUNT_WORDS = words(lists.count_words)
/** Who does this with a code has it: "bác đưa mã 4829 để em nhập". */
export const HANDING = words(lists.handing)
export const SHOWING = words(lists.showing)

/** A phrase of a topic at tokens first..last. */
export interface Keyword {
  readonly topic: Topic
  readonly first: number
  readonly last: number
}

interface Entry {
  readonly phrase: readonly string[]
  readonly topic: Topic
}

function byFirstWord(): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>()
  for (const [topic, phrases] of PHRASES) {
    for (const text of phrases) {
      const phrase = text.split(' ')
      const first = item(phrase, 0)
      const entries = index.get(first) ?? []
      entries.push({ phrase, topic })
      index.set(first, entries)
    }
  }
  for (const entries of index.values()) entries.sort((a, b) => b.phrase.length - a.phrase.length)
  return index
}

const INDEX = byFirstWord()

/** Tell whether the phrase stands at token `at`, no more than three signs between two words. */
function standsAt(tokens: readonly Token[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((word, offset) => {
    const token = tokens[at + offset]
    if (token === undefined || token.isNumber || token.text !== word) return false
    return offset === 0 || token.start - item(tokens, at + offset - 1).end <= 3
  })
}

/** Give the keywords of a note in order, the longest phrase at each place, none overlapping. */
export function findKeywords(tokens: readonly Token[]): Keyword[] {
  const out: Keyword[] = []
  let at = 0
  while (at < tokens.length) {
    const token = item(tokens, at)
    const entries = token.isNumber ? undefined : INDEX.get(token.text)
    const found = entries?.find((entry) => standsAt(tokens, at, entry.phrase))
    const count = found?.phrase.length ?? 1
    if (found !== undefined) out.push({ topic: found.topic, first: at, last: at + count - 1 })
    at += count
  }
  return out
}
