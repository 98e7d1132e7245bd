// A kind of record, compiled from its table (sync/kinds/*.json): the twin of sync/kinds/kind.py.
import { isCode, isDay, isTime } from '../forms'
import { ChangeRefused } from '../refusal'
import { fold } from '../text'
import type { Fields, Op } from '../types'
import { isUuid } from '../uuid'
import { isObject, own } from '../values'

/** What a table says of one field: a type with its bounds, and what stands beside it. */
export interface Spec {
  required?: boolean
  nullable?: boolean
  default?: unknown
  /** Who sets it where no phone does. */
  from?: string
  /** Its place in a form. */
  form?: number
  /** Of an open field ("services.*"): the catalogue of what follows, and how many there may be. */
  each?: string
  least?: number
  most?: number
  [type: string]: unknown
}

export type Specs = Readonly<Record<string, Spec>>

export interface Kind {
  /** The rule of a field that phones set; undefined where there is none. */
  spec: (name: string) => Spec | undefined
  /** What a create has when the person chose nothing. */
  defaults: () => Fields
  /**
   * The clean fields of a change. A create gets its defaults and no nulls; in an edit null takes
   * away what may be absent. Throws ChangeRefused.
   */
  validate: (set: Readonly<Fields>, op: Op) => Fields
  /**
   * What only the whole record shows: nothing required is missing, of open fields there are as many
   * as there may be, and nobody is named twice. Throws ChangeRefused.
   */
  checkWhole: (whole: Readonly<Fields>) => void
}

interface Bounds {
  most: number
  least?: number
  of?: readonly string[]
  /** Somebody's name: writing, with a letter. */
  written?: boolean
  /** Of ids: the field whose member is not among them. */
  without?: string
}

type Read = (value: unknown, name: string) => unknown

const ANY = '*'
// Lone surrogates and NUL: no database holds them.
const UNSTORABLE = /\0|\p{Cs}/u
const EDGES = /^[ \t\r\n]+|[ \t\r\n]+$/g

/** Text in NFC without blanks at its edges, at most `most` code points; may be empty. */
export function readText(value: unknown, name: string, most: number): string {
  if (typeof value !== 'string' || UNSTORABLE.test(value)) return refuse(name)
  const clean = value.normalize('NFC').replace(EDGES, '')
  return codePoints(clean) <= most ? clean : refuse(name)
}

/** How long a text is as a person and the server count it: an emoji of one code point is one. */
export function codePoints(value: string): number {
  return [...value].length
}

const form = (fits: (value: unknown) => boolean, code?: string) => (): Read => (value, name) =>
  fits(value) ? value : refuse(name, code)

/** Lists that mean a set: distinct and sorted, so that the order of tapping makes no conflict. */
const setOf =
  (fits: (value: unknown) => boolean) =>
  ({ most }: Bounds): Read =>
  (value, name) => {
    const found = Array.isArray(value) && value.every(fits) ? [...new Set(value)].sort() : null
    return found && found.length <= most ? found : refuse(name)
  }

const TYPES: Readonly<Record<string, (of: Bounds) => Read>> = {
  day: form(isDay, 'bad_day'),
  time: form(isTime),
  code: form(isCode),
  id: form(isUuid),
  flag: form((value) => typeof value === 'boolean'),
  word: ({ of }) => form((value) => of?.includes(value as string) ?? false)(),
  count: ({ most }) =>
    form((value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most)(),
  text:
    ({ most, least, written }) =>
    (value, name) => {
      const text = readText(value, name, most)
      const clean = written ? text.replace(/[ \t\r\n\u00a0]+/g, ' ') : text
      // As sync/kinds/member.py says: no name is without a letter, or in another script than Latin
      // (its letters are drawn alike), and none is what stands for an erased one.
      if (written && /^[^a-z]*$|[^ -~ß-ɏ‐-…]|^da xoa ten$/.test(fold(clean))) refuse(name)
      return clean || (least ? refuse(name) : null)
    },
  ids: setOf(isUuid),
  codes: setOf(isCode),
  object: (of) => {
    const parts = Object.entries(of as unknown as Specs).map(
      ([part, spec]) => [part, spec, reader(spec)] as const,
    )
    return (value, name) => {
      if (!isObject(value) || Object.keys(value).some((part) => !Object.hasOwn(of, part)))
        return refuse(name)
      return Object.fromEntries(
        parts.map(([part, spec, read]) => [part, read(own(value, part) ?? spec.default, name)]),
      )
    }
  },
}

/** What reads the values of a field: gives the clean one or throws ChangeRefused with its name. */
function reader(spec: Spec): Read {
  const type = Object.keys(TYPES).find((each) => each in spec) as string
  return (TYPES[type] as (of: Bounds) => Read)(spec[type] as Bounds)
}

/** Compiles a table's fields. `edits` is who may edit what is there. */
export function kindOf(fields: Specs, edits?: string): Kind {
  const ours = Object.entries(fields).filter(([, spec]) => !spec.from)
  const rules = new Map(ours.map(([name, spec]) => [name, { spec, read: reader(spec) }]))
  const rule = (name: string) => {
    const [start = '', ...code] = name.split('.')
    return rules.get(isCode(code.join('.')) ? `${start}.${ANY}` : name.replace(ANY, ''))
  }
  const defaults = () =>
    Object.fromEntries(
      ours.flatMap(([name, spec]) =>
        'default' in spec ? [[name, structuredClone(spec.default)]] : [],
      ),
    )
  return {
    spec: (name) => rule(name)?.spec,
    defaults,
    validate: (set, op) => {
      if (op === 'edit' && edits === 'server') throw new ChangeRefused('server_only_kind')
      const clean: Fields = {}
      for (const [name, value] of Object.entries(set)) {
        const known = rule(name)
        if (!known) throw new ChangeRefused('unknown_field', name)
        const isGone = value === null && (op === 'create' || known.spec.nullable)
        const read = isGone ? null : known.read(value, name)
        if (op === 'edit' || read !== null) clean[name] = read
      }
      return op === 'edit' ? clean : { ...defaults(), ...clean }
    },
    checkWhole: (whole) => {
      const there = Object.keys(whole).filter((name) => (own(whole, name) ?? null) !== null)
      for (const [name, spec] of ours) if (spec.required && !there.includes(name)) refuse(name)
      for (const [name, { least = 0, most = 0, each, ids }] of ours) {
        const start = name.replace(ANY, '')
        const many = there.filter((one) => one.startsWith(start)).length
        if (each && (many < least || many > most)) refuse(start.slice(0, -1))
        const value = own(whole, name)
        const without = (ids as Bounds | undefined)?.without
        if (without && Array.isArray(value) && value.includes(whole[without])) refuse(name)
      }
    },
  }
}

function refuse(name: string, code = 'bad_value'): never {
  throw new ChangeRefused(code, name)
}
