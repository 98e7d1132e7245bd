import type { Wire } from '../../../api/wire'
import { t, type Word } from '../../../i18n'
import { formatMonth } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'

/** `names`, of units and teams whose ids stand in the details, is not in what a build of before kept. */
export type Act = Omit<Wire['Act'], 'names'> & Partial<Pick<Wire['Act'], 'names'>>

/** What an act was, in words, and what it changed: "tên: Lan → Lân". */
export function describeAuditEntry(act: Act): { what: string; more: string } {
  const { action, name, details, names = {} } = act
  const key = `act.${action}`
  const said = t(key as Word)
  const what = said === key ? action : said
  return { what: name ? `${what}: ${name}` : what, more: changesOf(details, names) }
}

/** The session that an act was about. */
export function sessionOf({ kind, subject, details }: Act): string | null {
  if (kind === 'help_session') return subject
  return kind === 'review' && typeof details.record === 'string' ? details.record : null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that say what was and what became of it; ids tell people nothing and are left out. */
function changesOf(details: Record<string, unknown>, names: Record<string, string>): string {
  const { before, after } = details
  const line = (name: string, was: unknown, is: unknown) =>
    lineOf(
      name,
      describeChanges(name, was, details, names),
      describeChanges(name, is, details, names),
    )
  if (isRecord(after)) {
    const was = isRecord(before) ? before : {}
    return Object.keys(after)
      .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(was[name]))
      .flatMap((name) => line(name, was[name], after[name]))
      .join(' · ')
  }
  if (before !== undefined || after !== undefined) return line('', before, after).join('')
  return Object.entries(details)
    .flatMap(([name, value]) => line(name, undefined, value))
    .join(' · ')
}

const DAY = /^\d{4}-\d\d-\d\d$/
const MONTH = /^\d{4}-\d\d$/
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

function lineOf(name: string, then: string | null, now: string | null): string[] {
  if (now === null) return []
  const key = `act.field.${name}`
  const known = t(key as Word)
  if (name && known === key) return []
  const value = then === null ? now : `${then} → ${now}`
  return [name ? `${known}: ${value}` : value]
}

/** What people read of a value: names for ids, words for what is chosen from few. */
function describeChanges(
  name: string,
  value: unknown,
  { is_share }: Record<string, unknown>,
  names: Record<string, string>,
): string | null {
  if (typeof value === 'string' && names[value]) return names[value]
  if (name === 'value' && is_share && typeof value === 'number') {
    return `${formatNumber(value / 10)}%`
  }
  if (Array.isArray(value)) return value.flatMap((each) => plain(each) ?? []).join(', ') || null
  const word = `act.${name}.${value}`
  const chosen = typeof value === 'string' ? t(word as Word) : word
  return chosen === word ? plain(value) : chosen
}

function plain(value: unknown): string | null {
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string' && DAY.test(value)) return formatDay(value)
  if (typeof value === 'string' && MONTH.test(value)) return formatMonth(value)
  if (typeof value === 'string' && value !== '' && !ID.test(value)) return value
  return null
}
