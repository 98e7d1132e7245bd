// The code of a visit that goes on another day: it stands on a citizen's slip of paper instead of a
// name. It follows from the session's id alone, so it tells nothing and is kept nowhere; no server
// reads it, so this one rule has no twin in sync/.
import { lettersOf } from './code'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford's base32: no I, L, O, U
const LENGTH = 6
const RANDOM_BITS = 25
const PRIME = 31

/** Outcomes after which somebody comes back. */
const UNDONE = ['HEN', 'MOTPHAN', 'CHO']

export const comesBack = ({ outcome }: { outcome: string }): boolean => UNDONE.includes(outcome)

/** Five letters of the id's random end, and one that shows when a letter was copied wrong. */
export function visitCode(id: string): string {
  const number = Number.parseInt(id.slice(-8), 16) % 2 ** RANDOM_BITS
  const digits = Array.from({ length: LENGTH - 1 }, (_, at) => (number >>> (5 * at)) & 31)
  return digits.map((digit) => LETTERS[digit]).join('') + LETTERS[check(digits)]
}

/** As it is written down: "K7P-2QX". */
export const spelledVisit = (code: string): string => `${code.slice(0, 3)}-${code.slice(3)}`

/** What somebody read from a slip of paper, null if it is no such code. Case, spaces and dashes do
 * not matter; O is 0, I and L are 1. */
export function readVisit(text: string): string | null {
  const plain = lettersOf(text)
  const digits = [...plain].map((letter) => LETTERS.indexOf(letter))
  if (digits.length !== LENGTH || digits.includes(-1)) return null
  return digits.pop() === check(digits) ? plain : null
}

/** Each place weighs its own, so that two letters that changed places are noticed too. */
const check = (digits: number[]): number =>
  digits.reduce((sum, digit, at) => sum + (at + 2) * digit, 0) % PRIME
