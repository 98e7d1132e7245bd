// The numbering plans: what Vietnam's phone and identity numbers look like as digits.

import type { Kind } from './findings'

/** "0084 (0) 2" and nine digits more: the longest phone number anybody writes. */
export const LONGEST = 15

/**
 * Name what these digits are by their length and first digits alone, or null.
 *
 * Mobiles and landlines by the plan in force since 2018 (10 and 11 digits), with the old
 * eleven-digit mobiles; identity numbers of twelve digits begin with the 0 of a province code.
 * In pieces the second digit of a phone number must be one in use, since "01 02 03 04 05" are
 * five hamlets.
 */
export function strongShape(digits: string, inPieces: boolean): Kind | null {
  const count = digits.length
  const second = digits.charAt(1)
  if (count === 10 && digits.startsWith('0') && (!inPieces || '235789'.includes(second))) {
    return 'phone_number'
  }
  if (count === 11 && (digits.startsWith('02') || (digits.startsWith('01') && !inPieces))) {
    return 'phone_number'
  }
  let abroad = ''
  if (digits.startsWith('0084')) abroad = digits.slice(4)
  else if (digits.startsWith('84')) abroad = digits.slice(2)
  if (abroad.startsWith('0')) abroad = abroad.slice(1)
  if (abroad.length === 9 && '35789'.includes(abroad.charAt(0))) return 'phone_number'
  if (abroad.length === 10 && abroad.startsWith('2')) return 'phone_number'
  return count === 12 && digits.startsWith('0') ? 'identity_number' : null
}
