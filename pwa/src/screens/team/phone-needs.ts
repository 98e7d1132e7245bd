import { t } from '../../i18n'
import type { PhoneRow } from '../lead/api-types'

/** Why somebody should call whoever holds a phone, the most urgent first. */
export const NEEDS = [
  'holds',
  'gaps',
  'differs',
  'silent',
  'clock',
  'no_room',
  'not_kept',
  'not_ready',
] as const
export type Need = (typeof NEEDS)[number]

/** Days by the server's calendar, null where it never heard anything. */
export const isSilent = (days: number | null): boolean => days === null || days >= SILENT_DAYS

const SILENT_DAYS = 2
const CLOCK_MINUTES = 5
const ROOM_MB = 50

const SAID = new Set(['clock', 'room'])

/** What is wrong with a phone; nothing for one that was heard of lately and holds nothing. */
export function needsOf(phone: PhoneRow): Need[] {
  const { readiness, silent_days } = phone
  const wrong: Record<Need, boolean> = {
    holds: (phone.pending ?? 0) > 0,
    gaps: phone.gaps.length > 0,
    differs: phone.differs_since !== null,
    silent: isSilent(silent_days),
    clock: minutesOff(phone) >= CLOCK_MINUTES,
    no_room: readiness?.room_mb != null && readiness.room_mb < ROOM_MB,
    not_kept: readiness?.persisted === false && !readiness.installed,
    // What has a sentence of its own is not said twice.
    not_ready:
      readiness?.ready === false &&
      !SAID.has(readiness.lacks ?? '') &&
      (readiness.persisted !== false || readiness.installed),
  }
  return NEEDS.filter((need) => wrong[need])
}

/** What is put right by a setting, with no work at risk now: nobody need be called for it. */
const SETTINGS: ReadonlySet<Need> = new Set(['no_room', 'not_kept', 'not_ready'])

/**
 * What a phone is listed under: a call that is due, somebody who has not begun yet (`newcomers`, by
 * member) and holds nothing, a setting that it lacks, or nothing.
 */
export function groupOf(
  phone: PhoneRow,
  newcomers: readonly string[] = [],
): 'call' | 'new' | 'setting' | 'well' {
  const needs = needsOf(phone)
  const holds = needs.includes('holds') || needs.includes('gaps')
  if (newcomers.includes(phone.member.id) && !holds) return 'new'
  if (needs.length === 0) return 'well'
  return needs.every((need) => SETTINGS.has(need)) ? 'setting' : 'call'
}

/** How many phones these rows tell of: a shared one has a row for each of its people. */
export const countPhones = (rows: PhoneRow[]): number => new Set(rows.map((row) => row.device)).size

/** The same, with its rows where that is another number: both stand above the rows. */
export function phonesSaid(rows: PhoneRow[]): string | number {
  const n = countPhones(rows)
  return n === rows.length ? n : t('reminder.phones.shared', { n, people: rows.length })
}

/** By how many minutes its clock is wrong. */
export const minutesOff = (phone: PhoneRow): number =>
  Math.round(Math.abs(phone.clock_offset ?? 0) / 60)

/**
 * Who needs help first: unsent work on a phone that is silent, then any unsent work, then the other
 * needs in their order; of the same need, who was silent longest.
 */
export function byNeed(phones: PhoneRow[]): PhoneRow[] {
  const keyed = phones.map((phone) => ({ phone, rank: rankOf(phone), silent: silence(phone) }))
  keyed.sort(
    (a, b) =>
      a.rank - b.rank ||
      b.silent - a.silent ||
      a.phone.member.name.localeCompare(b.phone.member.name, 'vi'),
  )
  return keyed.map(({ phone }) => phone)
}

function rankOf(phone: PhoneRow): number {
  const needs = needsOf(phone)
  if (needs.includes('holds') && needs.includes('silent')) return -1
  return needs[0] ? NEEDS.indexOf(needs[0]) : NEEDS.length
}

const silence = (phone: PhoneRow): number => phone.silent_days ?? Number.MAX_SAFE_INTEGER

/** "43–45, 50 and 7 more ranges". */
export function rangesOf({ gaps, gaps_left }: Pick<PhoneRow, 'gaps' | 'gaps_left'>): string {
  const ranges = gaps.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
  const told = ranges.join(', ')
  return gaps_left ? t('silent.gaps.left', { ranges: told, n: gaps_left }) : told
}
