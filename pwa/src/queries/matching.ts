import { fold } from '../rules/text'
import synonyms from './synonyms.json'

/** "Mật khẩu, OTP" gives " mat khau otp ": each word has a space on both sides. */
const spaced = (text: string): string => ` ${fold(text).replace(/[^a-z0-9]+/g, ' ')} `

/** The words of a text and their synonyms. Synonyms are sought with their marks: "tại" is not "tải". */
function wordsOf(text: string): string {
  const marked = text.toLowerCase()
  const same = synonyms.filter((group) => group.some((one) => marked.includes(one)))
  return spaced([text, ...same.flat()].join(' '))
}

const typedWords = (typed: string): string[] => spaced(typed).split(' ').filter(Boolean)

/** How many of the typed words the text lacks. A word fits where it begins one of the text, with or
 * without marks; a long one may also stand for several ("wifi" for "Wi-Fi") or within one. */
export function missingWords(typed: string, text: string): number {
  const words = wordsOf(text)
  const joined = words.replaceAll(' ', '')
  const fits = (word: string) =>
    words.includes(` ${word}`) || (word.length > 3 && joined.includes(word))
  return typedWords(typed).filter((word) => !fits(word)).length
}

/**
 * The items whose texts have every typed word; where no item has, those that have the most, at least
 * two. First the items with the most words in one text, then with the most in the first text, the name.
 */
export function findAll<T>(items: T[], typed: string, textsOf: (item: T) => string[]): T[] {
  const ranked = items.map((item) => {
    const texts = textsOf(item)
    const missing = texts.map((text) => missingWords(typed, text))
    const inAll = missingWords(typed, texts.join('. '))
    return { item, inAll, inOne: Math.min(...missing), inName: missing[0] ?? 0 }
  })
  const fewest = Math.min(...ranked.map(({ inAll }) => inAll))
  if (fewest > 0 && typedWords(typed).length - fewest < 2) return []
  return ranked
    .filter(({ inAll }) => inAll === fewest)
    .sort((one, other) => one.inOne - other.inOne || one.inName - other.inName)
    .map(({ item }) => item)
}
