// Names of persons that begin with a family name: "ông Nguyễn Văn Ba", "le thi hoa".
//
// A form of address with a given name alone ("bác Sáu") may stay. What streets, schools and
// communes are called after may stay too, unless it is somebody's: "đường Lê Lợi", but "bà Võ Thị
// Sáu, xóm 3".

import { yearBeside } from './births'
import type { Claim } from './findings'
import { fold } from './folding'
import { heroAt } from './heroes'
import { item } from './lists'
import {
  AREA_WORDS,
  COMMUNES,
  COMPOUNDS,
  DOUBTFUL_SURNAMES,
  FALLEN,
  FIRST_GIVEN,
  INTRODUCING,
  KIN,
  LAST_SURNAMES,
  MIDDLES,
  NEIGHBOURS,
  NOT_AFTER,
  NOT_BEFORE_THI,
  OFFICES,
  PLACE_PHRASES,
  PLACE_WORDS,
  SPEECH,
  SURE_UNMARKED,
  SURNAMES,
  TITLES,
  UNMARKED_MIDDLE_NAMES,
  UNMARKED_MIDDLES,
  UNSURE_UNMARKED,
  WORD_SURNAMES,
} from './name-words'
import { isWord } from './syllables'
import type { Writing } from './writing'

const LONGEST = 5
const MOST_GIVEN = 3

const folded = (words: ReadonlySet<string>) =>
  new Set(Array.from(words, (word) => fold(word).chars))
const SURE = folded(SURNAMES)
const WORDS = folded(WORD_SURNAMES)
const ANY: ReadonlySet<string> = new Set([...SURNAMES, ...DOUBTFUL_SURNAMES, ...WORD_SURNAMES])
const FAMILIES = folded(ANY)
const NO_SURNAMES: ReadonlySet<string> = new Set([...NOT_BEFORE_THI, ...PLACE_WORDS, ...TITLES])
const NONE: ReadonlySet<string> = new Set()

/** Tell whether the word is a family name, with its marks or without any. */
function isSurname(note: Writing, at: number): boolean {
  const word = note.text(at)
  if (!FAMILIES.has(word)) return isRareSurname(note, at)
  const before = note.text(at - 1)
  const unmarked = note.unmarked(at)
  if (NOT_AFTER.get(word)?.has(before) && (unmarked || before === 'sa')) return false
  return unmarked || note.spelled(at, ANY) || isRareSurname(note, at)
}

/** Tell whether the word is a family name of few, by what follows: "Vàng Thị Mỷ". */
function isRareSurname(note: Writing, at: number): boolean {
  const together = note.joined(at) && note.joined(at + 1)
  if (!together || ![at, at + 1, at + 2].every((place) => note.capital(place))) return false
  if (note.raw(at + 1) !== 'thị' || note.spelled(at, NO_SURNAMES)) return false
  return !note.spelled(at + 2, COMPOUNDS.get(note.text(at + 1)) ?? NONE)
}

function isAddressed(note: Writing, at: number, titles: ReadonlySet<string>): boolean {
  return at > 0 && note.joined(at - 1) && note.spelled(at - 1, titles)
}

function livesSomewhere(note: Writing, at: number): boolean {
  return ['to', 'xom', 'thon'].includes(note.text(at)) && note.number(at + 1) !== ''
}

/**
 * Give how many words the name of a street or school at a place has, or 0 where it is somebody's:
 * "bà Võ Thị Sáu", "Lê Văn Tám, tổ 5", "Trần Phú Quý".
 */
function publicName(note: Writing, at: number): number {
  const length = heroAt(note, at)
  const after = at + length
  if (isAddressed(note, at, NEIGHBOURS)) return 0
  if (length > 2) return livesSomewhere(note, after) ? 0 : length
  const place = note.spelled(after, COMMUNES) || note.spelled(after, PLACE_WORDS)
  return note.capital(after) && note.joined(after - 1) && !place ? 0 : length
}

/**
 * Tell whether the word before makes the name a place's: "trường THPT số 1", "di tích". Behind
 * "trưởng thôn" and "mẹ liệt sĩ" it is somebody's.
 */
function isAfterPlace(note: Writing, at: number): boolean {
  if (at === 0) return false
  if (note.number(at - 1) !== '') {
    return ['so', 'cap', 'hem', 'kiet', 'ngo'].includes(note.text(at - 2))
  }
  const phrase = `${note.text(at - 2)}-${note.text(at - 1)}`
  if (note.spelled(at - 1, AREA_WORDS)) {
    return !OFFICES.has(note.text(at - 2)) && !hasMiddle(note, at)
  }
  if (FALLEN.has(phrase)) return !KIN.has(note.text(at - 3))
  return note.spelled(at - 1, PLACE_WORDS) || PLACE_PHRASES.has(phrase)
}

/** Tell whether "Thị" or "Văn" and a given name follow the family name at a place. */
function hasMiddle(note: Writing, at: number): boolean {
  const given = note.text(at + 2)
  const parted = !note.joined(at) && note.gap(at) !== '.' && note.gap(at) !== '. '
  if (parted || !note.joined(at + 1) || given === '') return false
  const capitals = [at, at + 1, at + 2].every((place) => note.capital(place))
  const sure = SURE.has(note.text(at))
  const compound = note.spelled(at + 2, COMPOUNDS.get(note.text(at + 1)) ?? NONE)
  if (WORDS.has(note.text(at))) return capitals && !compound && note.spelled(at + 1, MIDDLES)
  if (note.spelled(at + 1, MIDDLES)) return sure || capitals || !compound
  if (!note.spelled(at + 1, UNMARKED_MIDDLES)) return false
  if (capitals) return sure || !compound
  const hamlet = livesSomewhere(note, at + 3) || livesSomewhere(note, at + 4)
  // Where other words have marks, "trinh thi" is not "trình thì".
  const outlier = hamlet || !note.unmarked(at) || note.hasMarks
  const known = SURE_UNMARKED.has(note.text(at)) || (sure && outlier)
  const spoken = SPEECH.has(given) || compound
  const titled = isAddressed(note, at, TITLES)
  return (known && (titled || !spoken)) || (titled && !spoken)
}

/** Give how many words with capitals stand together from a place on. */
function countCapitals(note: Writing, at: number): number {
  let count = 0
  while (count < LONGEST && note.capital(at + count)) {
    if (count > 0 && note.spelled(at + count, PLACE_WORDS)) break
    count += 1
    if (!note.joined(at + count - 1) && note.gap(at + count - 1) !== '. ') break
  }
  return count
}

/** Give how many words a name has after "Thị" or "Văn" at place at + 1, whatever its letters. */
function countGiven(note: Writing, at: number): number {
  const second = note.text(at + 3)
  const doubled = note.joined(at + 2) && note.spelled(at + 2, FIRST_GIVEN) && !SPEECH.has(second)
  return doubled && second.length > 1 && isWord(second) ? 4 : 3
}

/** Give the length of a name in small letters without "Thị" or "Văn": "trần quốc bảo". */
function smallName(note: Writing, at: number): number {
  if (!note.joined(at) || !isWord(note.text(at + 1))) return 0
  const family = note.text(at)
  const given = note.text(at + 2)
  const middle = note.unmarked(at)
    ? SURE_UNMARKED.has(family) && UNMARKED_MIDDLE_NAMES.has(note.text(at + 1))
    : family === 'nguyen' || note.spelled(at + 1, FIRST_GIVEN)
  if (middle && note.joined(at + 1) && isWord(given) && !SPEECH.has(given)) {
    return SURE.has(family) ? 3 : 0
  }
  return note.raw(at) === 'nguyễn' && isAddressed(note, at, TITLES) ? 2 : 0
}

/**
 * Give how many words with capitals make a name: "cô Kim Anh" and "Hoàng Yến" may be given names
 * alone.
 */
function fewestCapitals(note: Writing, at: number): number {
  const family = note.text(at)
  if (WORDS.has(family)) return LONGEST + 1
  const second = note.text(at + 1)
  const doubtful = !SURE.has(family) || (note.unmarked(at) && UNSURE_UNMARKED.has(family))
  const told = isAddressed(note, at, TITLES) || note.spelled(at + 2, MIDDLES)
  if (doubtful) return told ? 3 : LONGEST + 1
  const acronym = second.length > 1 && !isWord(second)
  return family === 'hoang' || acronym ? 3 : 2
}

/** Give how many words the name at a place has, or 0 where there is none. */
function nameLength(note: Writing, at: number): number {
  const capitals = countCapitals(note, at)
  if (hasMiddle(note, at)) return Math.max(capitals, countGiven(note, at))
  return capitals >= fewestCapitals(note, at) ? capitals : smallName(note, at)
}

/**
 * Give how many words of a given name stand before the family name at a place, where something says
 * that they are one: "gặp An Nguyễn", "facebook Thu Hoa Tran".
 */
function givenBefore(note: Writing, at: number): number {
  if (!LAST_SURNAMES.has(note.text(at)) || !note.capital(at)) return 0
  if (note.joined(at) && note.capital(at + 1)) return 0
  for (let count = 1; count <= MOST_GIVEN; count += 1) {
    const first = at - count
    if (first <= 0 || !note.joined(first) || !note.capital(first)) return 0
    if ([PLACE_WORDS, COMMUNES, TITLES].some((words) => note.spelled(first, words))) return 0
    const told = INTRODUCING.has(note.text(first - 1)) || note.spelled(first - 1, TITLES)
    if (told && (note.joined(first - 1) || note.gap(first - 1) === ': ')) return count
  }
  return 0
}

/** Claim the names of persons in a note, and the year of birth that stands after one. */
export function names(note: Writing): Claim[] {
  const claims: Claim[] = []
  let at = 0
  while (at < note.tokens.length) {
    let step = 1
    if (isSurname(note, at)) {
      const hero = publicName(note, at)
      const length = hero > 0 || isAfterPlace(note, at) ? 0 : nameLength(note, at)
      step = Math.max(1, hero, length)
      const before = hero === 0 && length === 0 ? givenBefore(note, at) : 0
      if (length > 0 || before > 0) {
        const last = at + Math.max(length, 1) - 1
        const { start } = item(note.tokens, at - before)
        claims.push({ kind: 'person_name', start, end: item(note.tokens, last).end })
        claims.push(...yearBeside(note, last))
      }
    }
    at += step
  }
  return claims
}
