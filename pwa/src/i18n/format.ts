// By hand, because phones disagree: the same locale gives 5/11/2026, 05-11-2026 or 5 thg 11 by age of ICU.
import { language } from './language'

/** 1234.5 → "1.234,5" (vi) or "1,234.5" (en); at most one decimal. */
export function formatNumber(value: number): string {
  const [point, group] = language.value === 'vi' ? [',', '.'] : ['.', ',']
  const [whole = '0', part = '0'] = Math.abs(value).toFixed(1).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group as string)
  return `${value < 0 ? '−' : ''}${grouped}${part === '0' ? '' : `${point}${part}`}`
}

/** "2026-11-24" → "24/11/2026". */
export function formatDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
