import { fold } from '../rules/text'

/** "Mật khẩu, OTP" gives " mat khau otp": each word begins behind a space. */
const wordsOf = (text: string): string => ` ${fold(text).replace(/[^a-z0-9]+/g, ' ')}`

/** Whether every typed word begins a word of the text, in any order, with or without marks. */
export function matches(typed: string, text: string): boolean {
  const words = wordsOf(text)
  return fold(typed)
    .split(/[^a-z0-9]+/)
    .every((word) => words.includes(` ${word}`))
}
