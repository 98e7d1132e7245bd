// All detectors over one note.

import { births } from './births'
import { chains } from './chains'
import { emails } from './emails'
import { type Claim, type Finding, type Kind, mergeOverlaps } from './findings'
import { type Folded, fold, toNfc } from './folding'
import { handles } from './handles'
import { homes } from './homes'
import { mark } from './honest'
import { findKeywords } from './keywords'
import { item } from './lists'
import { names } from './names'
import { numbersNearWords, type Surroundings, surroundings } from './near'
import { papers } from './papers'
import { part } from './parting'
import { passwords } from './passwords'
import { phrases } from './phrases'
import { type Numbers, strongNumbers, weakNumbers } from './shapes'
import { spokenCodes } from './spoken-codes'
import { tokenise } from './tokens'
import { Writing } from './writing'

const LOOKS_AT_WORDING = [names, births, homes, handles]
const LOOKS_NEAR_WORDS = [passwords, phrases, spokenCodes]

/** Move a number's start over its "+", and over a bracket that closes inside it. */
function withOpening(folded: Folded, from: number, end: number): number {
  const signs = folded.chars.slice(from, end).includes(')') ? '+(' : '+'
  let start = from
  while (start > 0 && signs.includes(folded.chars.charAt(start - 1))) start -= 1
  return start
}

function take(taken: boolean[], found: readonly Numbers[]): void {
  for (const { first, last } of found) taken.fill(true, first, last + 1)
}

/** Claim numbers: by a sure shape first, then by a word beside them, then by mere length. */
function numbers(around: Surroundings): Claim[] {
  const { folded, tokens } = around.note
  const claims: Claim[] = []
  for (const chain of chains(tokens, folded)) {
    const marks = mark(chain, tokens, folded)
    const taken = chain.numbers.map(() => false)
    const sure = strongNumbers(chain, marks)
    take(taken, sure)
    const named = numbersNearWords(around, chain, marks, taken)
    take(taken, named)
    for (const { first, last, kind } of [...sure, ...named]) {
      const start = item(chain.numbers, first).start
      const end = item(chain.numbers, last).end
      claims.push({ kind, start: withOpening(folded, start, end), end })
    }
    for (const claim of weakNumbers(chain, marks, taken)) claims.push(claim)
  }
  return claims
}

/** Turn a claim on folded text into a finding on the note, invisible tail included. */
function place(claim: Claim, folded: Folded): Finding {
  const start = item(folded.at, claim.start)
  const last = item(folded.at, claim.end - 1)
  const after = folded.at[claim.end] ?? folded.source.length
  return { kind: claim.kind, start, end: Math.max(after, last + 1) }
}

/** Find the names of which something else than a space parts the words. */
function namesInParts(folded: Folded, allowed: readonly Kind[]): Finding[] {
  const parted = allowed.includes('person_name') ? null : part(folded)
  if (parted === null) return []
  const claims = names(new Writing(parted, tokenise(parted)))
  return claims.filter(({ kind }) => kind === 'person_name').map((claim) => place(claim, parted))
}

/**
 * Give what a note must not hold, in order and without overlaps.
 *
 * Accepts any string; offsets count code points of `toNfc(text)`. Kinds that are `allowed` are not
 * looked for: a volunteer's name is one. An empty list does not prove a note clean: it may still
 * tell of somebody.
 */
export function findCitizenData(text: string, allowed: readonly Kind[] = []): Finding[] {
  const folded = fold(toNfc(text))
  const tokens = tokenise(folded)
  const note = new Writing(folded, tokens)
  const around = surroundings(note, findKeywords(tokens))
  const claims = [
    emails(folded, tokens),
    ...LOOKS_NEAR_WORDS.map((look) => look(around)),
    numbers(around),
    papers(folded),
    ...LOOKS_AT_WORDING.map((look) => look(note)),
  ].flat()
  const unwanted = claims.filter(({ kind }) => !allowed.includes(kind))
  const found = unwanted.map((claim) => place(claim, folded))
  return mergeOverlaps([...found, ...namesInParts(folded, allowed)])
}
