import { formatDay } from './format'

const HOUR = 3_600_000
const VIETNAM = 7 * HOUR // UTC+7, no summer time

const two = (n: number) => String(n).padStart(2, '0')

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

/** "2026-11-24" → "24/11", for where the year is plain. */
export function formatShortDay(day: string): string {
  return formatDay(day).slice(0, 5)
}

/** "2026-11" → "11/2026". */
export function formatMonth(month: string): string {
  const [year, number] = month.split('-')
  return `${number}/${year}`
}

/** "2026-11" → "2026-11-30", its last day. */
export function monthEnd(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 0, 0)).toISOString().slice(0, 10)
}

/** Whether a text is a day of the calendar, "YYYY-MM-DD". */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001') return false
  const at = new Date(`${text}T00:00:00Z`)
  // Some engines make 3 March of 31 February.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** The day n days after (or before) a day, both "YYYY-MM-DD". */
export function shiftDay(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** Monday of the day's week; Vietnam's week begins there. */
export function weekStart(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return shiftDay(day, -((weekday + 6) % 7))
}

/** Position of the day in its week, 0 Monday … 6 Sunday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
}
