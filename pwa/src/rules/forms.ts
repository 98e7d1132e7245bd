// The written forms of codes, days and times: with uuid.ts the twin of sync/formats.py.

const CODE = /^[A-Z0-9_]{1,16}$/
const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/

export function isCode(value: unknown): value is string {
  return typeof value === 'string' && CODE.test(value)
}

/** "HH:MM" of 24 hours. */
export function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value)
}

/** "YYYY-MM-DD", a day of the calendar. */
export function isDay(value: unknown): value is string {
  const parts = typeof value === 'string' ? DAY.exec(value) : null
  if (parts === null) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}
