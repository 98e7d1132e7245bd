// Parting: the same note with a space wherever else one word of a name may end.
//
// People write "Nguyễn-Văn-An", "NguyễnVănAn" and "NGUYỄNVĂNAN", and paste characters that show as
// nothing between two words. Names are looked for in the note as it stands and in this one.

import type { Folded } from './folding'
import { item } from './lists'
import { GLUED_MIDDLES, GLUED_SURNAMES } from './name-words'
import { isWord } from './syllables'

// Three to five words with the same sign between all of them: "ngã tư Trần Phú-Lê Lợi" are two
// names.
const SIGNED = /\b[a-z]+([-_./])[a-z]+(?:\1[a-z]+){1,3}(?![a-z0-9@-])/g
const GLUED = new RegExp(
  `^(${[...GLUED_SURNAMES].join('|')})(${[...GLUED_MIDDLES].join('|')})([a-z]{2,12})$`,
)
const RUN = /[a-z]+/g
// What is drawn as nothing and stands for itself, not as a mark on a letter.
const NOTHING = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff']

/** Tell whether a word may end before a letter: "Văn|An", or where nothing is drawn. */
function isBorder({ source, at }: Folded, index: number): boolean {
  const before = item(at, index - 1)
  const here = item(at, index)
  if (source.slice(before + 1, here).some((char) => NOTHING.includes(char))) return true
  const last = item(source, before)
  const next = item(source, here)
  return last === last.toLowerCase() && next !== next.toLowerCase()
}

/** Tell whether these are one or two syllables: "an", "thuhoa". */
function isGiven(letters: string): boolean {
  if (isWord(letters)) return true
  for (let n = 2; n < letters.length - 1; n += 1) {
    if (isWord(letters.slice(0, n)) && isWord(letters.slice(n))) return true
  }
  return false
}

/** Give the places before which a word ends although nothing stands there. */
function bordersOf(folded: Folded): Set<number> {
  const borders = new Set<number>()
  for (const run of folded.chars.matchAll(RUN)) {
    const found: number[] = []
    for (let n = run.index + 1; n < run.index + run[0].length; n += 1) {
      if (isBorder(folded, n)) found.push(n)
    }
    const [, family = '', middle = '', given = ''] = GLUED.exec(run[0]) ?? []
    if (found.length === 0 && family !== '' && isGiven(given)) {
      found.push(run.index + family.length, run.index + family.length + middle.length)
    }
    for (const n of found) borders.add(n)
  }
  return borders
}

/**
 * Give the note with these spaces, each at the place of the character behind it; null where there
 * is nothing to part.
 */
export function part(folded: Folded): Folded | null {
  const signs = new Set<number>()
  for (const run of folded.chars.matchAll(SIGNED)) {
    for (let n = 0; n < run[0].length; n += 1) {
      if (run[0].charAt(n) === run[1]) signs.add(run.index + n)
    }
  }
  const borders = bordersOf(folded)
  if (signs.size === 0 && borders.size === 0) return null
  let chars = ''
  const at: number[] = []
  folded.at.forEach((place, index) => {
    if (borders.has(index)) {
      chars += ' '
      at.push(place)
    }
    chars += signs.has(index) ? ' ' : folded.chars.charAt(index)
    at.push(place)
  })
  return { source: folded.source, chars, at }
}
