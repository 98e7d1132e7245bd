// Names under which somebody is found: "fb.com/hoale", "tiktok @lan79", "zalo tên Lan Phố".
//
// Pages of the Union, of communes and of schools may stay, and so may speech: "zalo tên nhóm Tổ 5".

import { isAccountName, isPublicPage } from './account-names'
import type { Claim } from './findings'
import { item, strip, stripEnd, words } from './lists'
import { nextStretch } from './stretches'
import { isWord } from './syllables'
import type { Writing } from './writing'

const PAGE =
  /(^|[^a-z0-9])((?:facebook[.]com|fb[.]com|fb[.]me|m[.]me|messenger[.]com|zalo[.]me|tiktok[.]com|instagram[.]com|t[.]me)\/)([^ ,;)]{2,60})/g
const MENTION = /(^|[^a-z0-9._+@-])()(@[a-z][a-z0-9._-]{3,39})/g
const NETWORKS = words(
  'fb face facebook zalo tiktok insta instagram telegram viber messenger mess skype',
)
const ACCOUNTS = words('nick user username id login')
// "ID number", "login page": only a mixed name is one after these.
const LOOSE = words('id login')
// Between one of these words and the name.
const BETWEEN = words(
  'la cua ten nick id apple icloud vssid vneid zalo fb facebook bac co chu anh chi em ong ba cu ' +
    'no con moi dang nhap tai khoan vao',
)
const MAILBOXES = words('gmail mail email')
const REACH = 5
// After "zalo tên" this is no person's name.
const NO_NAMES = words(
  'nhom to thon xom doi hoi doan truong xa phuong lop gia that cu moi gi sai khac khong chua va ' +
    'cho nguoi minh hien thi dung bang bi do co de roi cong tieng la cua ai thay doan chi khu tdp',
)
const LETTERS = /^[a-z]{5,}$/

/**
 * Claim pages, and "@lannguyen90" and "youtube.com/@lannguyen"; "@minh.nguyen" alone calls a friend.
 */
function pages(note: Writing): Claim[] {
  const claims: Claim[] = []
  for (const found of [PAGE, MENTION].flatMap((each) => [...note.folded.chars.matchAll(each)])) {
    const [, before = '', host = '', rest = ''] = found
    const path = stripEnd(rest, '.:!?"\'')
    const start = (found.index ?? 0) + before.length
    const end = start + host.length + path.length
    const named =
      host === ''
        ? isAccountName(before === '/' ? path : path.slice(1)) && isPlain(note, start, end)
        : !isPublicPage(path)
    if (named) claims.push({ kind: 'account_name', start, end })
  }
  return claims
}

/** Tell whether a stretch is written without marks, as all names of accounts are. */
function isPlain(note: Writing, start: number, end: number): boolean {
  const { at, source } = note.folded
  return at.slice(start, end).every((place) => item(source, place) < '\u0080')
}

/** Tell whether the word is the last of "tên đăng nhập" or of another word for an account. */
function isLogin(note: Writing, at: number): boolean {
  const word = note.text(at)
  const before = note.text(at - 1)
  if (word === 'nhap') return before === 'dang' && note.text(at - 2) === 'ten'
  if (word === 'apple') return before === 'id' || note.text(at + 1) === 'id'
  return ACCOUNTS.has(word)
}

/**
 * Claim the name of an account that follows the word at a place; `madeUp`: one of letters alone,
 * "lanpho", is one too.
 */
function nameAfter(note: Writing, at: number, madeUp: boolean): Claim[] {
  const { chars } = note.folded
  let { end } = item(note.tokens, at)
  for (let i = 0; i < REACH; i += 1) {
    const stretch = nextStretch(chars, end)
    if (stretch === null) return []
    const { start } = stretch
    end = stretch.end
    const core = chars.slice(start, end)
    const letters = madeUp && LETTERS.test(core) && !isWord(core)
    if (isPlain(note, start, end) && (isAccountName(core) || letters)) {
      return [{ kind: 'account_name', start, end }]
    }
    if (!BETWEEN.has(core) || stretch.stops) return []
  }
  return []
}

/** Claim the name that somebody shows: "zalo tên Lan Phố", "facebook tên là hoa le". */
function shownName(note: Writing, at: number): Claim[] {
  if (note.text(at + 1) !== 'ten') return []
  const first = note.text(at + 2) === 'la' ? at + 3 : at + 2
  const word = note.text(first)
  if (word === '' || NO_NAMES.has(word) || !note.joined(first - 1)) return []
  let last = first
  while (last - first < 3 && note.joined(last) && note.text(last + 1) !== '') {
    if (!note.capital(last + 1) && (note.capital(first) || last > first)) break
    last += 1
  }
  const { start } = item(note.tokens, first)
  return [{ kind: 'account_name', start, end: item(note.tokens, last).end }]
}

/** Claim "hoang lan 79" after "gmail … là": a name in pieces that ends in digits. */
function spacedMailbox(note: Writing, at: number): Claim[] {
  let first = at + 1
  while (first < at + 6 && note.text(first) !== 'la' && BETWEEN.has(note.text(first))) first += 1
  if (note.text(first) === 'la') first += 1
  let last = first
  while (last < first + 4 && note.text(last) !== '' && note.unmarked(last) && note.joined(last)) {
    last += 1
  }
  const count = note.number(last).length
  if (last === first || count < 2 || count > 4) return []
  const ends = last + 1 === note.tokens.length || strip(note.gap(last), ' ') !== ''
  const told = (ends && note.text(first - 1) === 'la') || note.text(last + 1) === 'cham'
  const { start } = item(note.tokens, first)
  return told ? [{ kind: 'email', start, end: item(note.tokens, last).end }] : []
}

function handlesAt(note: Writing, at: number): Claim[] {
  const word = note.text(at)
  if (NETWORKS.has(word)) {
    const shown = shownName(note, at)
    return shown.length > 0 ? shown : nameAfter(note, at, false)
  }
  if (isLogin(note, at)) return nameAfter(note, at, !LOOSE.has(word))
  return MAILBOXES.has(word) ? spacedMailbox(note, at) : []
}

/** Claim the names of people's accounts in a note. */
export function handles(note: Writing): Claim[] {
  const claims = pages(note)
  for (let at = 0; at < note.tokens.length; at += 1) claims.push(...handlesAt(note, at))
  return claims
}
