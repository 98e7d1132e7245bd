import { vietnamTime } from '../store/days'

/** What a file of this phone is called, by the clock that people here read: "tung-ngo-2026-11-24-09-10.txt". */
export function fileName(now = new Date()): string {
  const { day, start } = vietnamTime(now)
  return `tung-ngo-${day}-${start.replace(':', '-')}.txt`
}
