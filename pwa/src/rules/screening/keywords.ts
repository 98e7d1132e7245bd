// The words that say what the number or text beside them is.
//
// All are folded (no marks, lower case), so "SĐT", "sdt" and "S.Đ.T" are one entry.

import { item, words } from './lists'
import type { Token } from './tokens'

export type Topic =
  | 'phone'
  | 'identity'
  | 'account'
  | 'code'
  | 'card_code'
  | 'secret'
  | 'pin'
  | 'bare_code'
  | 'told'
  | 'tail'
  | 'mailbox'

const SECRETS = [
  ...['mat khau', 'matkhau', 'mk', 'm k', 'mkhau', 'pass', 'password', 'pass word', 'passwd'],
  ...['pas', 'pasword', 'passwork', 'pwd', 'pw', 'mat ma', 'matma', 'mk dien thoai'],
  ...['mat khau dien thoai', 'pass dien thoai', 'mk may', 'mat khau may', 'mk wifi'],
  ...['mat khau wifi', 'pass wifi', 'mk ngay sinh', 'mat khau ngay sinh', 'pass may'],
  ...['mk mo may', 'mat khau mo may', 'pass mo may', 'mk man hinh', 'mat khau man hinh'],
  ...['pass man hinh'],
]

const PHRASES: readonly (readonly [Topic, readonly string[]])[] = [
  [
    'phone',
    [
      ...['sdt', 's d t', 'so dt', 'so d t', 'dt', 'd t', 'dien thoai', 'dthoai', 'zalo'],
      ...['lien he', 'lh', 'goi', 'phone', 'tel', 'mobile', 'di dong', 'so may', 'alo'],
      ...['hotline', 'sim', 'may ban'],
    ],
  ],
  [
    'identity',
    [
      ...['cccd', 'c c c d', 'cmnd', 'c m n d', 'cmt', 'cmtnd', 'can cuoc', 'cancuoc'],
      ...['chung minh', 'dinh danh', 'ho chieu', 'passport', 'gplx', 'bang lai', 'bhyt', 'bhxh'],
      ...['ma so thue', 'mst', 'khai sinh', 'so so', 'so do', 'so hong', 'gcn', 'ma ho so'],
      ...['so ho so', 'ma khach hang', 'ma kh', 'danh bo', 'giay chung nhan', 'qsdd'],
    ],
  ],
  [
    'account',
    [
      ...['stk', 's t k', 'so tk', 'tk', 't k', 'tai khoan', 'taikhoan', 'account', 'acc', 'atm'],
      ...['iban', 'so the', 'ngan hang', 'vietcombank', 'vcb', 'vietinbank', 'bidv', 'agribank'],
      ...['techcombank', 'tcb', 'mbbank', 'mb bank', 'mb', 'acb', 'vpbank', 'tpbank'],
      ...['sacombank', 'hdbank', 'vib', 'shb', 'eximbank', 'msb', 'ocb', 'seabank', 'lpbank'],
      ...['lienvietpostbank', 'abbank', 'namabank', 'kienlongbank', 'pvcombank', 'bacabank'],
      ...['vietbank', 'vietabank', 'ncb', 'momo', 'zalopay', 'viettelpay', 'viettel money'],
      ...['vnpay', 'shopeepay', 'mobile money'],
    ],
  ],
  [
    'code',
    [
      ...[
        'otp',
        'o t p',
        'smart otp',
        'passcode',
        'pascode',
        'pass code',
        'ma xac nhan',
        'ma xac thuc',
      ],
      ...['ma xac minh', 'ma kich hoat', 'ma bao mat', 'ma dang nhap', 'verification code'],
      ...['ma code', 'ma sms', 'ma bon so', 'ma sau so', 'ma tam so', 'ma bi mat', 'ma so bi mat'],
    ],
  ],
  ['card_code', ['cvv', 'cvc']],
  ['secret', SECRETS],
  [
    'pin',
    [
      ...['pin', 'ma pin', 'p i n', 'pin sim', 'ma pin sim', 'ma khoa may', 'ma mo khoa'],
      ...['ma mo may', 'ma khoa man hinh', 'khoa man hinh', 'mo khoa man hinh', 'ma man hinh'],
      ...['pin man hinh', 'ma pin man hinh', 'mo khoa may', 'mo khoa', 'mo may', 'khoa may'],
      ...['mo khoa dien thoai', 'mo dien thoai', 'ma dien thoai', 'ma may'],
    ],
  ],
  ['bare_code', ['ma', 'ma so', 'code']],
  [
    'told',
    [
      'nhap',
      'nhap vo',
      'nhap vao',
      'doc',
      'tin nhan',
      'tin nhan bao',
      'sms',
      'xac thuc',
      'xac nhan',
      'bam',
    ],
  ],
  ['tail', ['duoi', 'so duoi', 'duoi so', 'so cuoi', 'tan cung']],
  [
    'mailbox',
    ['gmail', 'email', 'e mail', 'mail', 'yahoo mail', 'hop thu', 'yahoo', 'icloud', 'hotmail'],
  ],
]

/** Where a search for a password stops, since the next one begins there. */
export const SECRET_WORDS: ReadonlySet<string> = new Set([...SECRETS, 'mat'])

/** May stand between a keyword and its value without changing what is meant. */
export const CONNECTORS = words(
  'la cua ma so gom moi cu bac co chu anh chi em ong ba nay vua nhan duoc ve gui den cho nguoi ' +
    'dan toi tin nhan minh thi hien tai dang nhap vneid vssid zalo app the otp passcode ' +
    'mat khau pass cap hai mot may no bang',
)
/** What follows one of these is the value, however it looks. */
export const EQUALS = words('la thanh')

/** Words that make a number of four digits or more a count. */
export const COUNT_WORDS = words(
  'nguoi luot ho lan phut giay tnv dvtn doan hoc hs ky mah mb gb dong trieu nghin ' +
    'khach dan hoi truong tuoi giay suat phieu',
)
/** Who does this with a code has it: "bác đưa mã 4829 để em nhập". */
export const HANDING = words('dua doc noi bao xin nhap gui nhan cho lay dien')
export const SHOWING = words('dua doc')

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
