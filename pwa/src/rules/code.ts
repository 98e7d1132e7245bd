// Short join codes: the twin of sync/code.py.

const ALPHABET = /^[0-9A-HJKMNP-TV-Z]{10}$/ // Crockford's base32: no I, L, O, U

/**
 * What a person typed as a code, null if it cannot be one. Spaces, dashes and case do not matter;
 * O is 0, I and L are 1.
 */
export function normalise(text: string): string | null {
  const plain = lettersOf(text)
  return ALPHABET.test(plain) ? plain : null
}

/** What a person copied by hand, as the letters that were meant. */
export function lettersOf(text: string): string {
  return text
    .replace(/[ \t\r\n\u00a0\-–—.]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

/** The code as it is printed: "ABCDE-FGHJK". */
export function grouped(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`
}
