import type { Word } from '../../../i18n'

const KINDS: [Word, RegExp][] = [
  ['passkey.on.android', /Android/],
  ['passkey.on.iphone', /iPhone|iPad/],
  ['passkey.on.mac', /Macintosh/],
  ['passkey.on.windows', /Windows/],
]

/** What people call the device of this browser, as a first name for its passkey. */
export function deviceName(userAgent: string): Word {
  return KINDS.find(([, sign]) => sign.test(userAgent))?.[0] ?? 'passkey.on.other'
}
