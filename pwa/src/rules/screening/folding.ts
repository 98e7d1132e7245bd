// Folding: the same note in a small alphabet, every character knowing where it came from.
//
// People write "mật khẩu", "MAT KHAU" and "m ậ t", digits full-width, circled or in another
// script, and paste invisible characters. All detectors read the folded text only, so each
// trick is undone once, here, and the twin in Python has one place to agree with. The tables
// are explicit, not the runtime's character classes: Python and the phones' browsers carry
// different versions of Unicode, and both must see the same note.

/** Stands for every character that is no letter, digit, space or ASCII sign. */
export const OTHER = '\u00a4'

/**
 * A note folded to a-z, 0-9, ASCII signs, space and OTHER.
 *
 * `chars[i]` came from code point `at[i]` of `source` (the NFC note, Đ written as such). A code
 * point may give no character (invisible ones) or several ("⑩" gives "1" and "0").
 */
export interface Folded {
  readonly source: readonly string[]
  readonly chars: string
  readonly at: readonly number[]
}

// The zero of every decimal system up to Unicode 16; one to nine follow it. Each is told by how
// far it lies behind the one before, which packs smaller.
// biome-ignore format: a table
const ZERO_STEPS = [
  0x660, 0x90, 0xd0, 0x1a6, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x6a, 0x80,
  0x50, 0x120, 0x50, 0x750, 0x30, 0x136, 0x8a, 0xb0, 0x10, 0xc0, 0x60, 0x90, 0x10, 0x89d0,
  0x2b0, 0x30, 0xd0, 0x20, 0x60, 0x1a0, 0x5320, 0x590, 0x890, 0x10, 0x326, 0x8a, 0x46, 0x9a,
  0x120, 0x160, 0x80, 0x180, 0x70, 0x10, 0xa, 0x56, 0x1b0, 0x70, 0x2a0, 0x60, 0x100, 0x50,
  0x1b0, 0x41e0, 0x930, 0x60, 0x90, 0x220, 0x5f80, 0xade, 0xa, 0xa, 0xa, 0xa, 0x94a, 0x1b0,
  0x200, 0x101, 0x35f, 0x12a0,
]
// Rings and discs that begin at one: ⓵ ❶ ➀ ➊.
const ONES = [0x24f5, 0x2776, 0x2780, 0x278a]

// Characters that say the same as an ASCII one, and that NFKD does not resolve.
const SAME: readonly (readonly [string, string])[] = [
  ['đĐ₫', 'd'],
  ['øØοΟоО', 'o'],
  ['łŁ', 'l'],
  ['ıіІ', 'i'],
  ['аА', 'a'],
  ['еЕ', 'e'],
  ['рР', 'p'],
  ['сС', 'c'],
  ['хХ', 'x'],
  ['кК', 'k'],
  ['мМ', 'm'],
  ['тТ', 't'],
  ['\u24ff\u3007\u96f6', '0'],
  ...Array.from('一二三四五六七八九', (char, n): [string, string] => [char, String(n + 1)]),
  ['\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043', '-'],
  ['\u2044\u2215', '/'],
  ['\u00b7\u2022\u2024\u2027\u22c5\u30fb\u3002', '.'],
  ['\u2236\ua789', ':'],
  ['…', OTHER],
  ['\u1680\u2028\u2029\u0085', ' '],
]

// Drawn as nothing, or as a mark on the letter before: both ends included.
const UNSEEN =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is meant by itself
  /[\u0300-\u036f\u00ad\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\uffa0\u{e0000}-\u{e0fff}]/u

function foldAscii(code: number): string {
  if (code <= 0x20 || code === 0x7f) return ' ' // control characters part words as a space does
  return String.fromCodePoint(code).toLowerCase()
}

function makeTable(): Map<string, string> {
  const table = new Map<string, string>()
  const set = (code: number, folded: string) => table.set(String.fromCodePoint(code), folded)
  for (let code = 0; code < 0x80; code += 1) set(code, foldAscii(code))
  for (let code = 0x80; code < 0xa1; code += 1) set(code, ' ')
  // Latin letters with marks, Vietnamese among them: the letter without.
  for (let code = 0xc0; code < 0x1f00; code = code === 0x24f ? 0x1e00 : code + 1) {
    const base = String.fromCodePoint(code).normalize('NFD').charAt(0)
    if (base < '\u0080') set(code, base.toLowerCase())
  }
  let zero = 0
  for (const step of ZERO_STEPS) {
    zero += step
    for (let i = 0; i < 10; i += 1) set(zero + i, String(i))
  }
  for (const one of ONES) for (let i = 0; i < 9; i += 1) set(one + i, String(i + 1))
  // What Unicode 15 and 16 gave a compatibility form, which Python 3.11 does not know: raised
  // Cyrillic letters stay unread, outlined capitals are read here.
  set(0xa7f1, OTHER)
  for (let code = 0x1e030; code < 0x1e090; code += 1) set(code, OTHER)
  for (let i = 0; i < 26; i += 1) set(0x1ccd6 + i, String.fromCharCode(0x61 + i))
  for (const [characters, same] of SAME) for (const char of characters) table.set(char, same)
  return table
}

const TABLE = makeTable()

/** Fold a character outside the table by its compatibility form ("Ａ", "𝐚", "①", "㏂"). */
function foldRare(char: string): string {
  if (UNSEEN.test(char)) return ''
  let out = ''
  for (const part of char.normalize('NFKD')) {
    const folded = UNSEEN.test(part) ? '' : (TABLE.get(part) ?? OTHER)
    if (folded !== OTHER || !out.includes(OTHER)) out += folded
  }
  return out
}

/** Cut every run of combining marks to its first 30, the length Unicode calls safe. */
function withoutTowers(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, '$1')
}

/**
 * Give the note in NFC, the form that is stored and that all offsets count in.
 *
 * Normalising sorts each run of marks in quadratic time, so a megabyte of them would hold a
 * phone for minutes; in a text far longer than any note such runs are cut first. They are cut
 * once more afterwards, since NFC can lengthen one, so that doing it twice changes nothing.
 */
export function toNfc(text: string): string {
  const short = text.length <= 1000 || (text.length <= 2000 && Array.from(text).length <= 1000)
  if (short) return text.normalize('NFC')
  return withoutTowers(withoutTowers(text).normalize('NFC'))
}

/** Fold a note that is already NFC; accepts any string, lone surrogates too. */
export function fold(nfc: string): Folded {
  // Drawn like Đ đ, and common in text that was converted from older fonts.
  const source = Array.from(nfc.replace(/[ÐƉ]/g, 'Đ').replace(/[ðɖ]/g, 'đ'))
  const chars: string[] = []
  const at: number[] = []
  source.forEach((char, index) => {
    const folded = TABLE.get(char) ?? foldRare(char)
    chars.push(folded)
    for (let i = 0; i < folded.length; i += 1) at.push(index)
  })
  return { source, chars: chars.join(''), at }
}
