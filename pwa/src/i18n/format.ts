// By hand, because phones disagree: the same locale gives 5/11/2026, 05-11-2026 or 5 thg 11 by age of ICU.
import { language } from './language'

const HOUR = 3_600_000
const VIETNAM = 7 * HOUR // UTC+7, no summer time

const two = (n: number) => String(n).padStart(2, '0')

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

/** An instant (ISO or ms) in Vietnam: day "YYYY-MM-DD" and time "HH:MM". */
export function inVietnam(instant: string | number): { day: string; time: string } {
  const at = new Date(new Date(instant).getTime() + VIETNAM)
  if (Number.isNaN(at.getTime())) return { day: '', time: '' }
  const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
  return { day, time: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}` }
}

/** "14:05" today, else "24/11/2026 14:05". */
export function formatInstant(instant: string, now: number = Date.now()): string {
  const { day, time } = inVietnam(instant)
  if (!day) return ''
  return day === inVietnam(now).day ? time : `${formatDay(day)} ${time}`
}
