// What waits, as a form that somebody else fills in before it goes in. Pure.
import { fieldsOf } from '../../../actions/save-session'
import { type Draft, MOST_PEOPLE, toInput } from '../../log/draft'
import type { ReviewRow } from '../api-types'
import { canBeTaken } from './review-body'

export type Values = Readonly<Record<string, unknown>>

/** A form over some fields, or over a whole new session. */
export interface Begun {
  whole: boolean
  names: string[]
  /** As it was sent, where a form can show that. */
  values: Values
  /** What was sent is no value for these: what stands in the form is meant, also unchanged. */
  mended: string[]
  /** Fields that there are not: they stay out. */
  left: string[]
}

const SERVICE = /^services\.[A-Z0-9_]{1,16}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d\d:\d\d$/
const REQUIRED = ['day', 'start', 'place_kind', 'people']
/** The fields that a form can ask for, by kind. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  // In the order of a session's form; its services follow the people.
  help_session: ['people', 'place_kind', 'place', 'day', 'start', 'companions', 'age_band', 'note'],
  place: ['name', 'place_kind'],
  member: ['name', 'affiliation', 'from'],
}
/** Fields that are not asked for, and are right as they are. */
const UNASKED = ['status', 'member', 'role']
/** What cannot be taken as it came, but could with another value. */
const BY_VALUE = ['bad_value', 'unknown_code', 'unknown_field']
const ABOUT_DAY = ['bad_day', 'not_member']

/** The form for what waits; null where no value of anybody's could help. */
export function begin(row: ReviewRow, today: string): Begun | null {
  if (row.kind === 'held' || !(canBeTaken(row) || BY_VALUE.includes(row.code ?? ''))) return null
  if (row.kind === 'proposal') {
    const asked = row.field && isAsked(row.field) ? [row.field] : []
    return begun(asked, { [row.field ?? '']: row.proposed ?? row.current }, today)
  }
  const { kind, op, set } = (row.body ?? {}) as { kind?: string; op?: string; set?: Values }
  const known = ASKED[kind ?? '']
  if (!known || typeof set !== 'object' || set === null) return null
  const sent = Object.keys(set)
  const left = sent.filter((name) => !isAsked(name, kind) && !UNASKED.includes(name))
  if (ABOUT_DAY.includes(row.code ?? '') && 'day' in set) return begun(['day'], set, today)
  if (op === 'create' && kind === 'help_session') return wholeSession(set, left, today)
  const asked = sent.filter((name) => isAsked(name, kind))
  const names = op === 'create' ? [...known] : inOrder(asked, known)
  return begun(names, set, today, left)
}

/** What somebody's own values are, null for what goes away; empty where it is all as it was sent. */
export function ownValues(form: Begun, now: Values): Record<string, unknown> {
  const all = [...form.mended, ...Object.keys(form.values), ...Object.keys(now)]
  const names = form.whole ? [...new Set(all)] : form.names
  const own = names.filter(
    (name) => form.mended.includes(name) || !alike(now[name], form.values[name]),
  )
  return Object.fromEntries([
    ...own.map((name) => [name, plain(now[name])]),
    ...form.left.map((name) => [name, null]),
  ])
}

/** A session's fields as its form shows them. */
export function draftOfValues(values: Values): Draft {
  const text = (name: string) => String(values[name] ?? '')
  return {
    day: text('day'),
    start: text('start'),
    people: Number(values.people),
    placeKind: text('place_kind'),
    place: values.place ? text('place') : null,
    ageBand: text('age_band') || 'KHONGHOI',
    companions: (values.companions as string[] | undefined) ?? [],
    services: Object.entries(values)
      .filter(([name, line]) => SERVICE.test(name) && line)
      .map(([name, line]) => ({ ...(line as Line), code: name.slice('services.'.length) })),
    note: text('note'),
  }
}

export const valuesOfDraft = (draft: Draft): Values => fieldsOf(toInput(draft))

function wholeSession(set: Values, left: string[], today: string): Begun {
  const names = [...(ASKED.help_session ?? []), ...Object.keys(set).filter((n) => SERVICE.test(n))]
  const form = begun(names, set, today, left)
  // A note that is none, and a place, stand in the same words as those that the form gives.
  const values = valuesOfDraft(draftOfValues(form?.values ?? {}))
  return { whole: true, names, values, mended: form?.mended ?? [], left }
}

function begun(names: string[], set: Values, today: string, left: string[] = []): Begun | null {
  if (names.length === 0 && left.length === 0) return null
  const values = Object.fromEntries(names.map((name) => [name, usable(name, set[name], today)]))
  const mended = names.filter((name) => {
    const isSaid = set[name] !== undefined || REQUIRED.includes(name)
    return isSaid && !alike(values[name], set[name])
  })
  return { whole: false, names, values, mended, left }
}

const isAsked = (name: string, kind?: string): boolean =>
  kind === undefined
    ? isAsked(name, 'help_session') || isAsked(name, 'place')
    : (ASKED[kind] ?? []).includes(name) || (kind === 'help_session' && SERVICE.test(name))

const inOrder = (names: string[], known: readonly string[]) => {
  const place = (name: string) => (SERVICE.test(name) ? 0.5 : known.indexOf(name))
  return [...names].sort((a, b) => place(a) - place(b))
}

interface Line {
  people: number
  outcome: string
  reasons: string[]
}

/** A value that a form can show: the one that was sent, or one to begin with. */
function usable(name: string, value: unknown, today: string): unknown {
  if (SERVICE.test(name)) return line(value)
  if (name === 'people') return count(value)
  if (name === 'companions') return texts(value)
  const text = typeof value === 'string' ? value : ''
  if (name === 'day' || name === 'from') return DAY.test(text) ? text : today
  if (name === 'start') return TIME.test(text) ? text : '08:00'
  return name === 'place' ? text || null : text
}

function line(value: unknown): Line | null {
  if (typeof value !== 'object' || value === null) return null
  const { people, outcome, reasons } = value as Record<string, unknown>
  const said = typeof outcome === 'string' ? outcome : ''
  return { people: count(people), outcome: said, reasons: texts(reasons) }
}

function count(value: unknown): number {
  const number = typeof value === 'number' && Number.isInteger(value) ? value : 1
  return Math.min(MOST_PEOPLE, Math.max(1, number))
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

const plain = (value: unknown) => (value === undefined || value === '' ? null : value)

function alike(a: unknown, b: unknown): boolean {
  const [one, other] = [a, b].map((value) => JSON.stringify(sorted(plain(value))))
  return one === other
}

/** By names of fields; their order says nothing. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
