import { fold } from '../rules/text'

/** "Mật khẩu, OTP" gives " mat khau otp": each word begins behind a space. */
const wordsOf = (text: string): string => ` ${fold(text).replace(/[^a-z0-9]+/g, ' ')}`

/**
 * Whether every typed word begins a word of the text, in any order, with or without marks; a long one may
 * also stand for several ("wifi" for "Wi-Fi") or within one.
 */
export function matches(typed: string, text: string): boolean {
  const words = wordsOf(text)
  const joined = words.replaceAll(' ', '')
  return fold(typed)
    .split(/[^a-z0-9]+/)
    .every((word) => words.includes(` ${word}`) || (word.length > 3 && joined.includes(word)))
}
