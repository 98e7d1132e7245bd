// E-mail addresses, also as people write them around a filter: "hoa [at] gmail . com",
// "hoanguyen gmail chấm com", "hoa a còng yahoo com".
//
// The search starts at each sign or word for "@" and reads outwards, so it costs little.

import { isAccountName } from './account-names'
import { isFieldForm } from './field-forms'
import type { Claim } from './findings'
import type { Folded } from './folding'
import { isAlphanumeric, item, strip, stripEnd, words } from './lists'
import { isWord } from './syllables'
import type { Token } from './tokens'

const PROVIDERS = words(
  'gmail gmai gmal gmial yahoo ymail hotmail outlook icloud live msn zoho protonmail yandex ' +
    'vneid vnn fpt',
)
// The providers people name without any "@": the others are words of their own.
const MAILBOXES = words('gmail gmai gmal gmial yahoo ymail hotmail outlook icloud')
const ENDINGS = words('com vn net org edu gov info biz me io co us uk asia name pro xyz app ac')
const AT_WORDS = words('at acong amoc avong')
const AT_TAILS = words('cong moc vong')
// Words before a spaced address that are no part of it.
const BEFORE = words(
  'la email mail gmail emai thu chi dia cua bac co chu anh ong ba vao qua ghi cho',
)
// And words before "gmail com" said of the mailbox itself: "tạo gmail com".
const NO_NAMES = words(
  'tao mo lap vao dang nhap ky trang web dung bang tren tu hop va hoac khoan ho tro lay lai ' +
    'quen doi mat khau xem gui nhan tai ve app ung dan den toi o moi cai nguoi voi the cu nay ' +
    'duoc chua co bi loi nho them',
)
// First labels of web pages: "mail.yahoo.com" is where one goes, nobody's address.
const PAGES = words('www mail accounts login m http https')

const LOCAL = /[a-z0-9._+\u00a4-]/
const LETTERS = /^[a-z]{2,}$/
const LABEL = /^[a-z0-9][a-z0-9-]{0,62}/
const DOT =
  /^(?: {0,3}[.]| {0,3}[([{<] ?(?:cham|dot|[.]) ?[)\]}>]| {0,3}(?:cham|dot)(?![a-z0-9])|,(?! )) {0,3}/
// "gờ meo": gmail as it is said.
const SPOKEN_GMAIL = /^(?:g[oi]|j[oi]|de) ?me[ol](?![a-z0-9])/
const SPOKEN = /[^ .,]/
// As far as one label and its dot reach; slices keep both languages' regexes anchored.
const SIGHT = 80

/** A sign or word for "@" at [start, end) of the folded text; tight: letters on both sides. */
interface At {
  readonly start: number
  readonly end: number
  readonly tight: boolean
  readonly plainWord: boolean
}

function toAt(chars: string, start: number, end: number, plainWord: boolean): At {
  const before = chars.slice(Math.max(0, start - 2), start)
  const after = chars.slice(end, end + 2)
  const opening = strip(before, ' ').slice(-1)
  const closing = strip(after, ' ').slice(0, 1)
  if (opening !== '' && closing !== '' && '([{<'.includes(opening) && ')]}>'.includes(closing)) {
    return {
      start: before.endsWith(' ') ? start - 2 : start - 1,
      end: after.startsWith(' ') ? end + 2 : end + 1,
      tight: false,
      plainWord: false,
    }
  }
  const tight = chars.charAt(start) === '@' && !before.endsWith(' ') && !after.startsWith(' ')
  return { start, end, tight, plainWord }
}

function findAts(folded: Folded, tokens: readonly Token[]): At[] {
  const { chars } = folded
  const ats: At[] = []
  for (let at = chars.indexOf('@'); at >= 0; at = chars.indexOf('@', at + 1)) {
    ats.push(toAt(chars, at, at + 1, false))
  }
  tokens.forEach((token, index) => {
    const tail = tokens[index + 1]
    if (AT_WORDS.has(token.text)) {
      ats.push(toAt(chars, token.start, token.end, token.text === 'at'))
    } else if (token.text === 'a' && /[)\]}>]/.test(chars.charAt(token.end))) {
      ats.push(toAt(chars, token.start, token.end, true))
    } else if (token.text === 'a' && tail && AT_TAILS.has(tail.text)) {
      if (tail.start - token.end <= 2) ats.push(toAt(chars, token.start, tail.end, false))
    }
  })
  return ats
}

function labelAt(chars: string, at: number): string {
  const sight = chars.slice(at, at + SIGHT)
  return (SPOKEN_GMAIL.exec(sight) ?? LABEL.exec(sight))?.[0] ?? ''
}

function dotAt(chars: string, at: number): string {
  return DOT.exec(chars.slice(at, at + SIGHT))?.[0] ?? ''
}

/** Tell whether label belongs to the domain: sure after a tight or spoken dot, else endings. */
function goesOn(last: string, dot: string, label: string): boolean {
  if (dot === '.' || dot === ',' || SPOKEN.test(dot)) return label !== ''
  if (!ENDINGS.has(label)) return false
  return !ENDINGS.has(last) || label === 'vn'
}

/** Give the end of the domain after an "@", or 0 when none follows. */
function domain(chars: string, at: At): number {
  let end = at.end
  while (end - at.end < 3 && chars.charAt(end) === ' ') end += 1
  let last = labelAt(chars, end)
  if (last === '') return 0
  end += last.length
  if (SPOKEN_GMAIL.test(last)) last = 'gmail'
  const provider = PROVIDERS.has(last)
  let labels = 1
  let allTight = at.tight
  while (labels < 8) {
    const dot = dotAt(chars, end)
    const label = dot === '' ? '' : labelAt(chars, end + dot.length)
    if (label === '' || !goesOn(last, dot, label)) break
    allTight = allTight && dot === '.'
    last = label
    end += dot.length + label.length
    labels += 1
  }
  if (labels === 1 && provider) {
    const label = chars.charAt(end) === ' ' ? labelAt(chars, end + 1) : ''
    if (label === 'com' || label === 'vn') return end + 1 + label.length
    // "nhờ @VNeID" calls on somebody, "hoa @gmail" is an address cut short.
    const named = !at.plainWord || isAccountName(chars.slice(...chunkBefore(chars, at.start)))
    return at.tight || (MAILBOXES.has(last) && named) ? end : 0
  }
  const named = ENDINGS.has(last) || provider
  return labels > 1 && (named || (allTight && LETTERS.test(last))) ? end : 0
}

/** Give the stretch without spaces before `at`, over at most three spaces; empty if none. */
function chunkBefore(chars: string, at: number): [number, number] {
  let end = at
  while (end > 0 && at - end < 3 && chars.charAt(end - 1) === ' ') end -= 1
  let start = end
  while (start > 0 && end - start < SIGHT && chars.charAt(start - 1) !== ' ') start -= 1
  return [start, end]
}

/**
 * Give where the name before an "@" at `at` begins, or `at` when there is none.
 *
 * Around a loose "@" the name may be in pieces: single letters, or words back to one that is
 * surely no part of it ("mail là hoa nguyen [at] …").
 */
function local(chars: string, at: number, loose: boolean): number {
  let end = at
  while (loose && end > 0 && at - end < 3 && chars.charAt(end - 1) === ' ') end -= 1
  let start = end
  while (start > 0 && LOCAL.test(chars.charAt(start - 1))) start -= 1
  while (start < end && !isAlphanumeric(chars.charAt(start))) start += 1
  if (start === end) return at
  if (!loose) return start
  const chunks: [number, number][] = []
  let edge = start
  for (let i = 0; i < 5; i += 1) {
    const [begin, stop] = chunkBefore(chars, edge)
    if (begin === stop || edge === stop) break
    const chunk = chars.slice(begin, stop)
    if (BEFORE.has(stripEnd(chunk, ':=')) || chunk.endsWith(':') || chunk.endsWith('=')) {
      return chunks[chunks.length - 1]?.[0] ?? start
    }
    chunks.push([begin, stop])
    edge = begin
  }
  for (const [begin, stop] of chunks) {
    if (stop - begin > 1 || !isAlphanumeric(chars.charAt(begin))) break
    start = begin
  }
  return start
}

/** Read "hoa75 gmail.com" or "… gmail chấm com": a mailbox with its "@" left out. */
function nameless(chars: string, token: Token): Claim | null {
  const dot = dotAt(chars, token.end)
  const spaced = dot === '' && chars.charAt(token.end) === ' '
  const gap = spaced ? ' ' : dot
  const label = gap === '' ? '' : labelAt(chars, token.end + gap.length)
  if (!ENDINGS.has(label) || (spaced && label !== 'com' && label !== 'vn')) return null
  let end = token.end + gap.length + label.length
  if (dotAt(chars, end) === '.' && labelAt(chars, end + 1) === 'vn') end += '.vn'.length
  if (!spaced && dot !== '.') {
    return { kind: 'email', start: local(chars, token.start, true), end }
  }
  const [start, stop] = chunkBefore(chars, token.start)
  const name = stripEnd(chars.slice(start, stop), '.-_')
  if (name.includes('@')) return null // a whole address, claimed already
  if (stop === token.start) {
    // joined by signs: "hoa.nguyen.gmail.com"
    const page = PAGES.has(item(item(name.split('.'), 0).split(':'), 0))
    return name !== '' && !page ? { kind: 'email', start, end } : null
  }
  const letters = /[a-z]/.test(name)
  const known = BEFORE.has(name) || NO_NAMES.has(name) || isFieldForm(name)
  if (spaced && letters && /^[a-z0-9]+$/.test(name) && !known) return { kind: 'email', start, end }
  const madeUp = letters && name.length >= 4 && !isWord(name) && !isFieldForm(name)
  return madeUp ? { kind: 'email', start, end } : null
}

/** Read "a.b@c", whose name is an address's although its domain is none. */
function cutShort(chars: string, at: At): Claim | null {
  const label = at.tight ? labelAt(chars, at.end) : ''
  if (label.charAt(0) < 'a') return null
  const start = local(chars, at.start, false)
  const name = chars.slice(start, at.start)
  const parted = /[._+]/.test(name.slice(0, -1)) && /[a-z]/.test(name)
  return parted ? { kind: 'email', start, end: at.end + label.length } : null
}

/** Give the words that name a mailbox, "gờ meo" as one. */
function mailboxes(chars: string, tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  tokens.forEach((token, index) => {
    if (MAILBOXES.has(token.text)) out.push(token)
    if (token.text !== 'meo' && token.text !== 'mel') return
    const { start } = tokens[index - 1] ?? token
    const spoken = chars.slice(start, token.end)
    if (SPOKEN_GMAIL.exec(spoken)?.[0] === spoken) out.push({ ...token, text: 'gmail', start })
  })
  return out
}

/** Claim the e-mail addresses of a note. */
export function emails(folded: Folded, tokens: readonly Token[]): Claim[] {
  const claims: Claim[] = []
  for (const at of findAts(folded, tokens)) {
    const end = domain(folded.chars, at)
    const start = end > 0 ? local(folded.chars, at.start, !at.tight) : at.start
    const short = end > 0 ? null : cutShort(folded.chars, at)
    if (start < at.start) claims.push({ kind: 'email', start, end })
    else if (short !== null) claims.push(short)
  }
  for (const token of mailboxes(folded.chars, tokens)) {
    const claim = nameless(folded.chars, token)
    if (claim !== null) claims.push(claim)
  }
  return claims
}
