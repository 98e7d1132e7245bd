// Chains of numbers with no word between them: what may be one long number written in pieces.

import type { Folded } from './folding'
import { item } from './lists'
import type { Token } from './tokens'

/**
 * Numbers parted by signs, spaces or a joining word only.
 *
 * `indexes[i]` is the place of `numbers[i]` among all tokens, `gaps[i]` the folded text between
 * it and the next. `lead` is the word before the first of them, or "".
 */
export interface Chain {
  readonly indexes: number[]
  readonly numbers: Token[]
  readonly gaps: string[]
  readonly lead: string
}

// Said or written between the groups of one number: "0912 chấm 345 chấm 678".
const JOINING_WORDS = new Set(['so', 'cham', 'gach', 'ngang', 'phay', 'cach', 'x'])
// These join long groups only: "051 090 và 001 234" is one number, "tổ 3 và 5" two hamlets.
export const LINKING_WORDS = new Set(['va', 'voi', 'roi', 'tiep'])

/** Tell whether word `index`, with a number on either side, goes on with the number. */
function links(tokens: readonly Token[], index: number): boolean {
  const { text } = item(tokens, index)
  if (JOINING_WORDS.has(text)) return true
  const long = item(tokens, index - 1).text.length >= 3 && item(tokens, index + 1).text.length >= 3
  return LINKING_WORDS.has(text) && long
}

/** Give the chains of a note in order; every number is in exactly one. */
export function chains(tokens: readonly Token[], folded: Folded): Chain[] {
  const out: Chain[] = []
  tokens.forEach((token, index) => {
    if (!token.isNumber) return
    const chain = out[out.length - 1]
    const last = chain === undefined ? -9 : item(chain.indexes, chain.indexes.length - 1)
    const joined = index - last === 1 || (index - last === 2 && links(tokens, index - 1))
    if (chain !== undefined && joined) {
      chain.gaps.push(folded.chars.slice(item(tokens, last).end, token.start))
      chain.indexes.push(index)
      chain.numbers.push(token)
    } else {
      const lead = tokens[index - 1]?.text ?? ''
      out.push({ indexes: [index], numbers: [token], gaps: [], lead })
    }
  })
  return out
}
