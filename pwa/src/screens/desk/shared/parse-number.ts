import { readNumber } from '../../../i18n/parse'

/** "37,5" or "37.5" → 375 tenths of a percent; null for what is none between 0 and 100. */
export function readShare(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d))?\s*%?$/.exec(text.trim())
  if (!found) return null
  const tenths = Number(found[1]) * 10 + Number(found[2] ?? 0)
  return tenths <= 1000 ? tenths : null
}

/** Whole numbers as they are written in either language: "33.500", "33,500", "33 500". */
export const readWhole = (text: string): number | null =>
  /^\d{1,3}(,\d{3})+$/.test(text.trim()) ? readNumber(text.replaceAll(',', '')) : readNumber(text)
