/** "1.234" and "1 234" → 1234; null when it is no whole number, and for "1.5", which could be two. */
export function readNumber(text: string): number | null {
  const said = text.trim()
  const isWhole = /^(\d{1,9}|\d{1,3}([\s.]\d{3}){1,2})$/.test(said)
  return isWhole ? Number(said.replace(/\D/g, '')) : null
}

/** A text without marks and capitals, so that "duc pho" finds "Đức Phổ". */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đðɖ]/g, 'd')
    .trim()

/** A text as a part of a file's name: "Phường Đức Phổ" as "phuong-duc-pho". */
export const slug = (text: string): string => fold(text).replace(/[^a-z0-9]+/g, '-')
