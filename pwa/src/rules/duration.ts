// How long somebody was at work (PROTOCOL 5.11): the twin of sync/duration.py.
import type { Fields } from './types'

/**
 * Minutes in which at least one of these sessions went on, given by their fields: of those that say
 * when they were over. What went on at the same time counts once.
 */
export function minutesOf(sessions: Iterable<Readonly<Fields>>): number {
  const byDay = new Map<string, [from: number, to: number][]>()
  for (const f of sessions) {
    const [day, start, end] = [String(f.day), String(f.start), f.end as string | null | undefined]
    if (!end || end <= start) continue
    byDay.set(day, [...(byDay.get(day) ?? []), [minuteOf(start), minuteOf(end)]])
  }
  return [...byDay.values()].reduce((sum, spans) => sum + together(spans), 0)
}

/** In hours, to one decimal; halves go up. */
export const hoursOf = (minutes: number): number => Math.floor((minutes + 3) / 6) / 10

function together(spans: [from: number, to: number][]): number {
  let minutes = 0
  let until = 0
  for (const [from, to] of spans.sort(([a], [b]) => a - b)) {
    minutes += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return minutes
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
