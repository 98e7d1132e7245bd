// Small helpers that keep the twin as short as the Python it mirrors.

/** Give the element at an index that is known to exist. */
export function item<T>(list: readonly T[], index: number): T {
  return list[index] as T
}

/** Give the words of a text as a set, so that word lists stay readable. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}

/** Give the word lists that belong to words. */
export function wordsByWord(
  texts: Record<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(Object.entries(texts).map(([word, text]) => [word, words(text)]))
}

/** Take these characters off both ends; a loop, since a regex backtracks over long gaps. */
export function strip(text: string, signs: string): string {
  let start = 0
  while (start < text.length && signs.includes(text.charAt(start))) start += 1
  return stripEnd(text.slice(start), signs)
}

/** Take these characters off the end. */
export function stripEnd(text: string, signs: string): string {
  let end = text.length
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

/** Tell whether a folded character is a letter or digit; "" is neither. */
export function isAlphanumeric(char: string): boolean {
  return (char >= 'a' && char <= 'z') || (char >= '0' && char <= '9')
}
