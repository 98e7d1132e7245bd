// Letters and digits together that are the field's own, not a password or an address.

import { isWord } from './syllables'

// Forms of the field that mix letters and digits: 8h30, 50k, DD06, T2, QĐ2345, 12A1.
const FIELD_FORMS = [
  /^[0-9]{1,2}[hg]([0-9]{1,2}p?)?$/,
  /^[0-9.,]{1,11}(k|d|tr|trieu|nghin|ngan|ty|dong|vnd)[0-9]{0,3}$/,
  /^(dd|dv|tt|bh|kn|at|dt|kh)[0-9]{2}$/,
  /^(qd|nd|nq|tb|kh|tt|cv|hd|ct|so)-?[0-9]{1,4}(-[a-z]{1,4})?$/,
  /^[0-9]{1,5}(\/[0-9]{4})?\/[a-z][a-z0-9/-]{0,20}$/,
  /^[0-9]{1,5}-(kh|qd|cv|nq|bc|hd|tb|ct|tt)(\/[a-z0-9-]{1,20})?$/,
  /^(to|tdp|thon|xom|khu|lop|muc|cap|android|ios|win|iphone|t|m|k|khoa|quy|vneid|covid)[0-9]{1,3}$/,
]
// "3 người" written together.
const COUNT = /^[0-9]{1,4}([a-z]{2,7})$/

/** Tell whether the stretch is a time, sum, code, decree or count of the field. */
export function isFieldForm(core: string): boolean {
  if (FIELD_FORMS.some((form) => form.test(core))) return true
  const counted = COUNT.exec(core)?.[1]
  return counted !== undefined && isWord(counted)
}
