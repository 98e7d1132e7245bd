// Passwords in letters: "mật khẩu là abc123", "mk: Abc@123", "pass hoahong75".
//
// The words alone, and plain speech after them, are what the work is about and must pass:
// "lấy lại mật khẩu cho 3 người", "mật khẩu: không nhớ". So a stretch is a value only if it
// does not read as speech. Passwords of digits only are found with the numbers (near). Names
// of mailboxes ("gmail: hoanguyen1980") are found the same way.

import { isAccountName } from './account-names'
import { isFieldForm } from './field-forms'
import type { Claim } from './findings'
import { CONNECTORS, EQUALS, type Keyword, SECRET_WORDS, type Topic } from './keywords'
import { item, stripEnd } from './lists'
import { KIND, type Surroundings } from './near'
import { LONGEST, nextStretch } from './stretches'
import { isWord } from './syllables'

// The topics whose values may hold letters.
const LETTERED: readonly Topic[] = ['secret', 'code', 'pin', 'mailbox']

// How many words may stand between the keyword and the value, and how many stretches are looked
// at: both bound the work that one keyword can cause.
const REACH = 4
const MOST = 16

const SPECIAL = /[@#$%^&*_+!~?]/
const DIGIT = /[0-9]/
const LETTER = /[a-z]/
const SIGN = /[./-]/
const STRONG_SPECIAL = /[@#$*_!?^]/
const GLUED = /^[@#$*_!][a-z0-9]*[0-9]/
const SPELLED = /^[^ ]( [^ ]){3,24}(?= |$)/
const SHORT_NUMBER = /^[0-9]{1,4}$/

/** Tell whether all parts between signs are words, small numbers or forms of the field. */
function readsAsSpeech(core: string): boolean {
  return core.split(/[^a-z0-9]+/).every((part) => {
    if (part === '' || isFieldForm(part)) return true
    return part < 'a' ? SHORT_NUMBER.test(part) : isWord(part)
  })
}

/** Tell whether a stretch after a keyword is a password. `explicit`: after "là", ":", "=". */
function isValue(core: string, explicit: boolean): boolean {
  const digits = DIGIT.test(core)
  const special = SPECIAL.test(core)
  if (!digits && !special && SIGN.test(core)) return false // addresses and "wifi/zalo"
  if (!LETTER.test(core)) return false
  const parts = core.match(/[a-z]+|[0-9]+/g) ?? []
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const strong = STRONG_SPECIAL.test(stripEnd(core, '!?'))
  if (digits) {
    if (isFieldForm(core)) return false
    if (explicit) return size >= 4
    return strong || ((size >= 6 || special) && !readsAsSpeech(core))
  }
  if (special) return strong && size >= (explicit ? 4 : 6)
  return explicit && size >= 5 && !parts.every(isWord)
}

/** Claim every value that follows a keyword; a value renews the reach, for two may follow. */
function valuesAfter(around: Surroundings, keyword: Keyword): Claim[] {
  const { chars } = around.note.folded
  let at = item(around.note.tokens, keyword.last).end
  const mailbox = keyword.topic === 'mailbox'
  const kind = KIND[keyword.topic]
  const claims: Claim[] = []
  if (keyword.topic === 'secret' && GLUED.test(chars.slice(at, at + LONGEST))) {
    const start = item(around.note.tokens, keyword.first).start // "Pass@123" is itself the password
    at = nextStretch(chars, at)?.end ?? at
    claims.push({ kind, start, end: at })
  }
  let explicit = false
  let fillers = 0
  for (let i = 0; i < MOST; i += 1) {
    const stretch = nextStretch(chars, at)
    if (stretch === null || fillers > (mailbox ? 0 : REACH)) break
    explicit = explicit || stretch.afterSign
    const core = chars.slice(stretch.start, stretch.end)
    const spelled = SPELLED.exec(chars.slice(stretch.start, stretch.start + LONGEST))
    if (explicit && spelled) {
      at = stretch.start + spelled[0].length
      claims.push({ kind, start: stretch.start, end: at })
      explicit = false
      fillers = 0
      continue
    }
    at = stretch.end
    const mixed = DIGIT.test(core)
    const wanted = keyword.topic === 'secret' || (mixed && (explicit || mailbox))
    if (wanted && ((mailbox && isAccountName(core)) || isValue(core, explicit))) {
      claims.push({ kind, start: stretch.start, end: stretch.end })
      explicit = false
      fillers = 0
    } else if (SECRET_WORDS.has(core) || (stretch.stops && fillers > 0)) {
      break // the next keyword, or the next sentence, speaks for itself
    } else {
      explicit = EQUALS.has(core) || (explicit && CONNECTORS.has(core))
      if (!CONNECTORS.has(core) && (mixed || LETTER.test(core))) fillers += 1
    }
  }
  return claims
}

/** Claim the passwords of a note, and codes and names of mailboxes in letters and digits. */
export function passwords(around: Surroundings): Claim[] {
  const claims: Claim[] = []
  for (const keyword of around.ending.values()) {
    if (!LETTERED.includes(keyword.topic)) continue
    for (const claim of valuesAfter(around, keyword)) claims.push(claim)
  }
  return claims
}
