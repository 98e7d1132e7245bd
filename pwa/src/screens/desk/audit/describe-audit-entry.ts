import type { Wire } from '../../../api/wire'
import { t, type Word } from '../../../i18n'
import { formatMonth } from '../../../i18n/dates'
import { formatDay, formatNumber } from '../../../i18n/format'
import type { Catalogue, CatalogueKind } from '../../../queries'
import { formatCode } from '../../../queries/codes'
import { labelOf } from '../../labels'
import { formatField, formatValue } from '../../lead/format-value'

type Later = 'names' | 'where' | 'may_be'
/** `names`, of what has an id in the details, and some others are not in what a build of before kept. */
export type Act = Omit<Wire['Act'], Later> & Partial<Pick<Wire['Act'], Later>>

/** Who did it: where a phone did, and nobody knows in whose hands it was, whose phone that is. */
export function actorOf({ who, by, may_be = [] }: Act): string {
  if (who) return who
  if (by !== 'device') return t('audit.server')
  return may_be.length > 0 ? t('audit.phone_of', { names: may_be.join(', ') }) : t('audit.phone')
}

/** What an act was, in words, and what it changed: "tên: Lan → Lân". */
export function describeAuditEntry(act: Act, known?: Catalogue): { what: string; more: string } {
  const { action, kind, name, details, names = {} } = act
  const left = lastDay(act)
  if (name && left)
    return { what: t('act.member_left', { name }), more: t('act.last_day', { day: left }) }
  const key = `act.${action}`
  const said = t(key as Word)
  const what = said === key ? action : said
  const more = kind === 'help_session' && known ? sessionChanges(details, names, known) : null
  return {
    // Of what somebody did with their own account or phone the name stands in front already.
    what: name && name !== act.who ? `${what}: ${name}` : what,
    more: more ?? changesOf(asPrinted(act, untold(act)), names, known, ALWAYS_NAMED[action]),
  }
}

/** The last day of somebody whose time in the team was given an end, and nothing else changed. */
function lastDay({ action, details: { before, after } }: Act): string | null {
  if (action !== 'membership_changed' || !isRecord(before) || !isRecord(after)) return null
  const changed = Object.keys(after).filter((field) => after[field] !== before[field])
  const isEnd = changed.length === 1 && changed[0] === 'to' && !before.to
  return isEnd && typeof after.to === 'string' ? formatDay(after.to) : null
}

/** What tells which target it is, also where only its number was changed. */
const ALWAYS_NAMED: Readonly<Record<string, readonly string[]>> = {
  target_set: ['measure', 'of', 'from', 'to'],
}

const ON_PAPER = /^(certificate|month)_/

/** With the code of a paper as it stands on it, by which it is looked for. */
const asPrinted = ({ action }: Act, details: Record<string, unknown>): Record<string, unknown> =>
  ON_PAPER.test(action) && typeof details.code === 'string'
    ? { ...details, code: formatCode(details.code) }
    : details

/** The details without whose it is, where the name or the place says that already. */
function untold({ action, details, name, where, names = {} }: Act): Record<string, unknown> {
  const isTold = (field: string, value: unknown) =>
    WHOSE.has(field) &&
    (names[String(value)] === name || Boolean(where?.startsWith(names[String(value)] ?? '\n')))
  const less = (of: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(of).filter(([field, value]) => !isTold(field, value)))
  const { before, after } = details
  if (NAMED.test(action) && name) return less({ ...details, code: undefined, name: undefined })
  if (isRecord(after)) return less({ ...details, after: less(after) })
  // what was taken away is told as it stood
  return less(isRecord(before) && after === undefined ? before : details)
}

const WHOSE = new Set(['team', 'unit'])
/** The name has these already: the letters of a printed code, the title of a site or an activity. */
const NAMED = /^(activity|code|site)_/

/** The session that an act was about. */
export function sessionOf({ kind, subject, details }: Act): string | null {
  if (kind === 'help_session') return subject
  return kind === 'review' && typeof details.record === 'string' ? details.record : null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Of a session the fields as its own form calls them: "Số người: 3 → 5"; of a note only that it changed. */
function sessionChanges(
  details: Record<string, unknown>,
  names: Record<string, string>,
  known: Catalogue,
): string | null {
  const { before, after, fields } = details
  if (!isRecord(before) || !isRecord(after)) return null
  const called = new Map(Object.entries(names))
  const value = (field: string, of: Record<string, unknown>) =>
    formatValue(field, of[field], known, called)
  const lines = Object.keys(after).map((field) =>
    t('record.was', {
      field: formatField(field, known),
      from: value(field, before),
      to: value(field, after),
    }),
  )
  const note = Array.isArray(fields) && fields.includes('note') ? [t('act.note_changed')] : []
  return [...lines, ...note].join(' · ')
}

/** Fields that say what was and what became of it; ids tell people nothing and are left out. */
function changesOf(
  details: Record<string, unknown>,
  names: Record<string, string>,
  catalogue?: Catalogue,
  always: readonly string[] = [],
): string {
  const { before, after } = details
  const line = (name: string, was: unknown, is: unknown) =>
    lineOf(
      name,
      describeChanges(name, was, details, names, catalogue),
      describeChanges(name, is, details, names, catalogue),
    )
  if (isRecord(after)) {
    const was = isRecord(before) ? before : {}
    const isSame = (name: string) => JSON.stringify(after[name]) === JSON.stringify(was[name])
    return inOrder(Object.keys(after))
      .filter((name) => !isSame(name) || always.includes(name))
      .flatMap((name) => line(name, isSame(name) ? undefined : was[name], after[name]))
      .join(' · ')
  }
  if (before !== undefined || after !== undefined) return line('', before, after).join('')
  return inOrder(Object.keys(details))
    .flatMap((name) => line(name, undefined, details[name]))
    .join(' · ')
}

/** What it is about stands first, then how much, then from when to when; the rest as it comes. */
const ORDER = 'measure of share goal denominator month from to days sessions'.split(' ')

function inOrder(fields: string[]): string[] {
  const place = (field: string) => ORDER.indexOf(field)
  const own = fields.filter((field) => place(field) >= 0).sort((a, b) => place(a) - place(b))
  return [...own, ...fields.filter((field) => place(field) < 0)]
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
  catalogue?: Catalogue,
): string | null {
  if (typeof value === 'string' && names[value]) return names[value]
  const inTenths = name === 'share' || (name === 'value' && is_share)
  if (inTenths && typeof value === 'number') return `${formatNumber(value / 10)}%`
  if (Array.isArray(value)) {
    const told = value.flatMap((each) => names[String(each)] ?? plain(each) ?? [])
    return told.join(', ') || null
  }
  const list = LISTS[name]
  if (list && catalogue && value && typeof value === 'string')
    return labelOf(catalogue, list, value)
  if (typeof value !== 'string' && typeof value !== 'boolean') return plain(value)
  // Of kinds of units, teams, activities and papers the words of their own screens.
  const words = [`act.${name}.${value}`, ...(name === 'kind' ? kindWords(value) : [])]
  const word = words.find((one) => t(one as Word) !== one)
  return word ? t(word as Word) : plain(value)
}

const LISTS: Readonly<Record<string, CatalogueKind>> = { affiliation: 'affiliation', of: 'service' }

const kindWords = (kind: unknown): string[] =>
  ['unit', 'teams', 'activity', 'paper'].map((of) => `${of}.kind.${kind}`)

function plain(value: unknown): string | null {
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string' && DAY.test(value)) return formatDay(value)
  if (typeof value === 'string' && MONTH.test(value)) return formatMonth(value)
  if (typeof value === 'string' && value !== '' && !ID.test(value)) return value
  return null
}
