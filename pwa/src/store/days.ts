const OFFSET_MS = 7 * 3_600_000

/** Day and time in Vietnam, whatever zone the phone is set to; both are fixed when recorded. */
export function vietnamTime(at: Date): { day: string; start: string; instant: string } {
  const text = new Date(at.getTime() + OFFSET_MS).toISOString()
  return {
    day: text.slice(0, 10),
    start: text.slice(11, 16),
    instant: `${text.slice(0, 19)}+07:00`,
  }
}

export function today(): string {
  return vietnamTime(new Date()).day
}
