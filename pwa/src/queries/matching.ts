import { fold } from '../rules/text'
import synonyms from './synonyms.json'

/** "Mật khẩu, OTP" gives " mat khau otp ": each word stands between spaces. */
const spaced = (text: string): string => ` ${fold(text).replace(/[^a-z0-9]+/g, ' ')} `

const GROUPS = synonyms.map((group) => group.map(spaced))

/** The words of a text, and what else people call them. */
function wordsOf(text: string): string {
  const words = spaced(text)
  const same = GROUPS.filter((group) => group.some((one) => words.includes(one)))
  return words + same.flat().join('')
}

/** How many of the typed words the text lacks. A word fits where it begins one of the text, with or
 * without marks; a long one may also stand for several ("wifi" for "Wi-Fi") or within one. */
export function missingWords(typed: string, text: string): number {
  const words = wordsOf(text)
  const joined = words.replaceAll(' ', '')
  const fits = (word: string) =>
    words.includes(` ${word}`) || (word.length > 3 && joined.includes(word))
  return spaced(typed)
    .split(' ')
    .filter((word) => !fits(word)).length
}

/**
 * The items whose texts have every typed word. Those that have the most of them in one text stand
 * first, of these those that have the most in their name, which is the first text.
 */
export function findAll<T>(items: T[], typed: string, textsOf: (item: T) => string[]): T[] {
  return items
    .map((item) => ({ item, texts: textsOf(item) }))
    .filter(({ texts }) => missingWords(typed, texts.join('. ')) === 0)
    .map(({ item, texts }) => {
      const missing = texts.map((text) => missingWords(typed, text))
      return { item, inOne: Math.min(...missing), inName: missing[0] ?? 0 }
    })
    .sort((one, other) => one.inOne - other.inOne || one.inName - other.inName)
    .map(({ item }) => item)
}
