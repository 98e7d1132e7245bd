/** "1.234" and "1 234" → 1234; null when it is no whole number. */
export function readNumber(text: string): number | null {
  const digits = text.replace(/[\s.]/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}

/** A text without marks and capitals, so that "duc pho" finds "Đức Phổ". */
export function fold(text: string): string {
  const bare = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  return bare.replace(/[đĐ]/g, 'd').toLowerCase().trim()
}
