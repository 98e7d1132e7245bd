// What waits, as a form that somebody else fills in before it goes in. Pure.
import { fieldsOf } from '../../../actions/save-session'
import { formOf, NAMES, specOf } from '../../../rules/kinds'
import type { Spec } from '../../../rules/kinds/kind'
import { MOST_PEOPLE } from '../../../rules/kinds/session-bounds'
import { type Draft, toInput } from '../../log/draft'
import type { ReviewRow } from '../api-types'
import { canBeAccepted, inOrder, lateValues, open } from './review-body'

export type Values = Readonly<Record<string, unknown>>

/** A form over some fields, or over a whole new session. */
export interface ReviewFormState {
  whole: boolean
  kind: string
  names: string[]
  /** Those of them that a session's own form does not ask for. */
  beside: string[]
  /** As it was sent, where a form can show that. */
  values: Values
  /** What was sent is no value for these: what stands in the form is meant, also unchanged. */
  unusable: string[]
  /** Fields that there are not: they stay out. */
  left: string[]
}

const SERVICE = /^services\.[A-Z0-9_]{1,16}$/
const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d\d:\d\d$/
const SESSION = 'help_session'
/** What cannot be taken as it came, but could with another value. */
const BY_VALUE = ['bad_value', 'unknown_code', 'unknown_field']
const ABOUT_DAY = ['bad_day', 'not_member']

/** The form for what waits; null where no value of anybody's could help. */
export function begin(row: ReviewRow, today: string): ReviewFormState | null {
  if (row.kind === 'held' || !(canBeAccepted(row) || BY_VALUE.includes(row.code ?? ''))) return null
  if (row.kind === 'proposal') {
    const late = lateValues(row)
    const names = late.map(({ field }) => field)
    const kind = NAMES.find((name) => names.every((field) => isEditable(field, name)))
    const set = late.map(({ field, current, proposed }) => [field, proposed ?? current])
    return kind ? startForm(kind, names, Object.fromEntries(set), today) : null
  }
  const { kind = '', op, set } = (row.body ?? {}) as { kind?: string; op?: string; set?: Values }
  const known = formOf(kind)
  if (!known || typeof set !== 'object' || set === null) return null
  const sent = Object.keys(set)
  // Only what the server calls unknown may go: a field that an older app does not know is none of them.
  const left = row.code === 'unknown_field' ? sent.filter((name) => !specOf(name, kind)) : []
  if (ABOUT_DAY.includes(row.code ?? '') && 'day' in set)
    return startForm(kind, ['day'], set, today)
  if (op === 'create' && kind === SESSION) return wholeSession(known, set, left, today)
  const asked = sent.filter((name) => isEditable(name, kind))
  const unopened = known.filter((name) => !name.endsWith('*'))
  const names = inOrder(op === 'create' ? [...new Set([...unopened, ...asked])] : asked, known)
  return startForm(kind, names, set, today, left)
}

/** What somebody's own values are, null for what goes away; empty where it is all as it was sent. */
export function ownValues(form: ReviewFormState, now: Values): Record<string, unknown> {
  const all = [...form.unusable, ...Object.keys(form.values), ...Object.keys(now)]
  const names = form.whole ? [...new Set(all)] : form.names
  const own = names.filter(
    (name) => form.unusable.includes(name) || !alike(now[name], form.values[name]),
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
    stood: text('day'),
    start: text('start'),
    end: (values.end as string | null | undefined) ?? null,
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

function wholeSession(
  known: readonly string[],
  set: Values,
  left: string[],
  today: string,
): ReviewFormState {
  const fixed = known.filter((name) => !name.endsWith('*'))
  const names = [...fixed, ...Object.keys(set).filter((name) => SERVICE.test(name))]
  const form = startForm(SESSION, names, set, today, left)
  // A note that is none, and a place, stand in the same words as those that the form gives.
  const values = valuesOfDraft(draftOfValues(form?.values ?? {}))
  const beside = fixed.filter((name) => !(name in values))
  const others = Object.fromEntries(beside.map((name) => [name, form?.values[name]]))
  const unusable = form?.unusable ?? []
  return {
    whole: true,
    kind: SESSION,
    names,
    beside,
    values: { ...values, ...others },
    unusable,
    left,
  }
}

function startForm(
  kind: string,
  names: string[],
  set: Values,
  today: string,
  left: string[] = [],
): ReviewFormState | null {
  if (names.length === 0 && left.length === 0) return null
  const specs = names.map((name) => [name, specOf(name, kind) ?? {}] as const)
  const values = Object.fromEntries(
    specs.map(([name, spec]) => [name, usable(spec, set[name], today)]),
  )
  const unusable = specs.flatMap(([name, spec]) => {
    const isSaid = set[name] !== undefined || spec.required
    return isSaid && !alike(values[name], set[name]) ? [name] : []
  })
  return { whole: false, kind, names, beside: [], values, unusable, left }
}

const isEditable = (name: string, kind: string): boolean =>
  specOf(name, kind) !== undefined && (formOf(kind) ?? []).includes(open(name))

interface Line {
  people: number
  outcome: string
  reasons: string[]
}

/** A value that a form can show: the one that was sent, or one to begin with. */
function usable(spec: Spec, value: unknown, today: string): unknown {
  if ('object' in spec) return line(value)
  if ('count' in spec) return count(value)
  if ('ids' in spec || 'codes' in spec) return texts(value)
  const text = typeof value === 'string' ? value : ''
  if ('day' in spec) return DAY.test(text) ? text : today
  if ('time' in spec) return TIME.test(text) ? text : '08:00'
  return 'id' in spec ? text || null : text
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
