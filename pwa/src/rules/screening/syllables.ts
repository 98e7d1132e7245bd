// Tells words from made-up strings: "quan" is Vietnamese, "hoahong" is somebody's password.

import { words } from './lists'

const INITIALS = words('b c ch d f g gh h j k kh l m n ng ngh nh p ph q r s t th tr v w x z')
const FINALS = words('c ch m n ng nh p t')

// Foreign words and short forms that notes about help are full of.
const KNOWN = words(
  'vneid vssid zalo facebook gmail email google android iphone icloud apple samsung oppo ' +
    'xiaomi viettel vinaphone mobifone vnpt otp passcode password pass wifi app apps smartphone ' +
    'internet online offline website link sms sim nfc qr vietqr etax mobile money banking bank ' +
    'smart chrome safari youtube tiktok web dvc dvctt tthc bhyt bhxh cccd cmnd gplx pvhcc mttq ' +
    'ubnd dvtn tnv tdp cds bch btv vietcombank agribank bidv vietinbank momo admin user face ' +
    'login username reset update messenger shopee lazada level guide manual',
)

const isVowel = (char: string) => char !== '' && 'aeiouy'.includes(char)

/** Tell whether folded letters are one Vietnamese syllable or a known foreign word. */
export function isWord(letters: string): boolean {
  if (KNOWN.has(letters)) return true
  let start = 0
  while (start < letters.length && !isVowel(letters.charAt(start))) start += 1
  let end = start
  while (end < letters.length && isVowel(letters.charAt(end))) end += 1
  const initial = letters.slice(0, start)
  const final = letters.slice(end)
  return (
    (initial === '' || INITIALS.has(initial)) &&
    end - start >= 1 &&
    end - start <= 3 &&
    (final === '' || FINALS.has(final))
  )
}
