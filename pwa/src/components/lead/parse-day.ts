import { isDay } from '../../i18n/dates'

const SAID = /^(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{2}|\d{4})$/
const DIGITS = /^(\d{2})(\d{2})(\d{4})$/
const WHOLE_YEAR = /\d{4}$|^\d{4}-/

/** Whether nothing more is to come: the 20 of "28/11/20" is most often where 2026 begins. */
export const isWhole = (text: string): boolean => WHOLE_YEAR.test(text.trim())

/** "28/11/2026", "28-11-26" and "28112026", the day first as in Vietnam, → "2026-11-28"; null for what is
 * no day of the calendar. "2026-11-28" is itself. */
export function parseDay(text: string): string | null {
  const said = text.trim()
  if (isDay(said)) return said
  const [, day = '', month = '', year = ''] = SAID.exec(said) ?? DIGITS.exec(said) ?? []
  const full = year.length === 2 ? `20${year}` : year
  const found = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(found) ? found : null
}
