// Readers of single fields: the twin of sync/kinds/fields.py. Each gives the clean value or
// throws ChangeRefused with the field's name.
import { isCode, isDay, isTime, isUuid } from '../forms'
import { ChangeRefused } from '../refusal'
import type { Status } from '../types'

// Lone surrogates and NUL: no database holds them.
const UNSTORABLE = /\0|\p{Cs}/u
const EDGES = /^[ \t\r\n]+|[ \t\r\n]+$/g

export function uuid(value: unknown, field: string): string {
  return isUuid(value) ? value : refuse(field)
}

export function code(value: unknown, field: string): string {
  return isCode(value) ? value : refuse(field)
}

export function day(value: unknown, field: string): string {
  if (!isDay(value)) throw new ChangeRefused('bad_day', field)
  return value
}

export function time(value: unknown, field: string): string {
  return isTime(value) ? value : refuse(field)
}

/** A whole number from 1 to `most`. */
export function count(value: unknown, field: string, most: number): number {
  const whole = typeof value === 'number' && Number.isInteger(value)
  return whole && value >= 1 && value <= most ? value : refuse(field)
}

/** Text in NFC without blanks at its edges, at most `most` code points; may be empty. */
export function text(value: unknown, field: string, most: number): string {
  if (typeof value !== 'string' || UNSTORABLE.test(value)) return refuse(field)
  const clean = value.normalize('NFC').replace(EDGES, '')
  return codePoints(clean) <= most ? clean : refuse(field)
}

/** How long a text is as a person and the server count it: an emoji of one code point is one. */
export function codePoints(value: string): number {
  return [...value].length
}

export function status(value: unknown, field: string): Status {
  return value === 'live' || value === 'void' ? value : refuse(field)
}

/** Distinct ids, sorted, so that the order of tapping makes no conflict. */
export function members(value: unknown, field: string, most: number): string[] {
  return sortedSet(value, field, most, uuid)
}

/** Distinct codes, sorted. */
export function codes(value: unknown, field: string, most: number): string[] {
  return sortedSet(value, field, most, code)
}

function sortedSet(
  value: unknown,
  field: string,
  most: number,
  read: (each: unknown, field: string) => string,
): string[] {
  if (!Array.isArray(value)) return refuse(field)
  const found = [...new Set(value.map((each) => read(each, field)))].sort()
  return found.length <= most ? found : refuse(field)
}

function refuse(field: string): never {
  throw new ChangeRefused('bad_value', field)
}
