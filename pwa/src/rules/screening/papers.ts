// Numbers of papers with letters in them: plates, passports, case files, customers of the power.
//
// Each has a form of its own, so no word is needed beside it.

import type { Claim } from './findings'
import type { Folded } from './folding'
import { isCompactDate } from './honest'
import { item } from './lists'

// What stands before is matched too, since old phones know no lookbehind.
// 76A-12345, 76B1-234.56, 29LD 123.45, 76 C1 12345
const PLATE =
  /(^|[^a-z0-9])([1-9][0-9][-. ]?)([a-z]{1,2})([0-9]?)([-. ]?)([0-9]{3}[.]?[0-9]{1,2})(?![a-z0-9/])/g
// H48.15-250611-0001, 000.00.01.H48-250702-0012
const FILE =
  /(^|[^a-z0-9])((?:[0-9]{3}[.][0-9]{2}[.][0-9]{2}[.])?[a-z][0-9]{2}(?:[.][0-9]{2,3}){0,3}-)([0-9]{6})(-[0-9]{4,6})(?![a-z0-9])/g
// Passports, B7654321; customers of the power, PC05QQ0123456, PC05 QQ 0123456
const OTHERS = /(^|[^a-z0-9])([bcknp][0-9]{7,8}|p[a-e][0-9]{2} ?[a-z]{2} ?[0-9]{7})(?![a-z0-9])/g
const UNITS = 'kdhmtg'
const VEHICLE = /\b(xe|bien|bsx|bks)\b/

/** Tell a plate from "30k 50000", "12-HD-2026", "lô 12B 1200 m2" and "24h 2000". */
function isPlate(found: RegExpMatchArray, folded: Folded): boolean {
  const [before = '', year = '', series = '', mark = '', gap = '', number = ''] = found.slice(1)
  const start = (found.index ?? 0) + before.length
  const letter = item(folded.source, item(folded.at, start + year.length))
  const digits = number.split('.').join('')
  const parted = year.includes(' ')
  if (parted && digits.length < 5) return false
  if (VEHICLE.test(folded.chars.slice(Math.max(0, start - 16), start))) return true
  const capital = letter !== letter.toLowerCase()
  const sure = number.includes('.') || (capital && (mark !== '' || digits.length === 5))
  if ((parted || gap === ' ') && !sure) return false
  if (digits.length === 4 && '1900' <= digits && digits <= '2099') return false
  return !(UNITS.includes(series) && digits.endsWith('00'))
}

/** Claim the numbers of papers in a note. */
export function papers(folded: Folded): Claim[] {
  const { chars } = folded
  const found = [
    ...Array.from(chars.matchAll(PLATE)).filter((each) => isPlate(each, folded)),
    ...Array.from(chars.matchAll(FILE)).filter((each) => isCompactDate(`20${each[3]}`)),
    ...chars.matchAll(OTHERS),
  ]
  return found.map((each) => {
    const at = each.index ?? 0
    const before = each[1] ?? ''
    return { kind: 'identity_number', start: at + before.length, end: at + each[0].length }
  })
}
