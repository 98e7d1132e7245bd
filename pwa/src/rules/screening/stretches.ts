// Stretches of a note between spaces, for values that no rule of words or numbers can part.

import { OTHER } from './folding'

/** How far one stretch is read. */
export const LONGEST = 64

const OPENING = `"'\`([{<,.;-*>:=${OTHER}`
const CLOSING = `,.;:)]}>"'\`${OTHER}`
const LABEL = /^[a-z]+[:=]/

/** Signs, then a core without spaces, at [start, end) of the folded text. */
export interface Stretch {
  readonly start: number
  readonly end: number
  readonly afterSign: boolean // ":", "=" or ">" stands before the core
  readonly stops: boolean // a sentence ends here
}

/** Read the next stretch at or after `from`, or null at the end of the note. */
export function nextStretch(chars: string, from: number): Stretch | null {
  let at = from
  let afterSign = false
  while (at < chars.length && (chars.charAt(at) === ' ' || OPENING.includes(chars.charAt(at)))) {
    afterSign = afterSign || ':=>'.includes(chars.charAt(at))
    at += 1
  }
  if (at === chars.length) return null
  const label = LABEL.exec(chars.slice(at, at + LONGEST))
  const limit = label ? at + label[0].length - 1 : Math.min(chars.length, at + LONGEST)
  let end = at
  while (end < limit && chars.charAt(end) !== ' ') end += 1
  const full = end
  while (end > at + 1 && CLOSING.includes(chars.charAt(end - 1))) end -= 1
  const tail = chars.slice(end, full)
  return { start: at, end, afterSign, stops: tail.includes('.') || tail.includes(';') }
}
