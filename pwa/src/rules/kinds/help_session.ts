// A help session: the twin of sync/kinds/help_session.py.
import { isCode } from '../forms'
import { COMPANIONS_MAX, NOTE_CODE_POINTS, PEOPLE_MAX, REASONS_MAX, SERVICES_MAX } from '../limits'
import { ChangeRefused } from '../refusal'
import type { Fields, Op, Service } from '../types'
import { isObject, own } from '../values'
import * as fields from './fields'

export const SERVICE = 'services.'
export const REQUIRED = ['day', 'start', 'place_kind', 'people'] as const
const MAY_BE_ABSENT = ['place', 'note']
const DEFAULTED = ['age_band', 'companions', 'status']

/** What a create has when the person chose nothing. */
export function defaults(): Fields {
  return { age_band: 'KHONGHOI', companions: [], status: 'live' }
}

/**
 * The clean fields of a change. A create gets its defaults and no nulls; in an edit null takes a
 * place, a note or a service away. Throws ChangeRefused.
 */
export function validate(set: Readonly<Fields>, op: Op): Fields {
  const clean: Fields = {}
  for (const [name, value] of Object.entries(set)) {
    if (value === null && (op === 'create' || mayBeNull(name))) {
      checkKnown(name)
      if (op === 'edit') clean[name] = null
    } else {
      clean[name] = cleaned(name, value)
    }
  }
  if (op === 'edit') return clean
  const given = Object.entries(clean).filter(([, value]) => value !== null)
  return { ...defaults(), ...Object.fromEntries(given) }
}

/**
 * What only the whole record shows: nothing required is missing, 1 to 20 services, the author is
 * no companion. Throws ChangeRefused.
 */
export function checkWhole(whole: Readonly<Fields>): void {
  for (const name of REQUIRED) {
    if ((own(whole, name) ?? null) === null) throw new ChangeRefused('bad_value', name)
  }
  const chosen = servicesOf(whole).length
  if (chosen < 1 || chosen > SERVICES_MAX) throw new ChangeRefused('bad_value', 'services')
  const companions = whole.companions
  if (Array.isArray(companions) && companions.includes(whole.author)) {
    throw new ChangeRefused('bad_value', 'companions')
  }
}

/** The services of a session, by code. */
export function servicesOf(whole: Readonly<Fields>): [code: string, service: Service][] {
  return Object.entries(whole)
    .filter(([name, value]) => name.startsWith(SERVICE) && value !== null && value !== undefined)
    .map(([name, value]): [string, Service] => [name.slice(SERVICE.length), value as Service])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function cleaned(name: string, value: unknown): unknown {
  switch (name) {
    case 'day':
      return fields.day(value, name)
    case 'start':
      return fields.time(value, name)
    case 'place_kind':
    case 'age_band':
      return fields.code(value, name)
    case 'place':
      return fields.uuid(value, name)
    case 'people':
      return fields.count(value, name, PEOPLE_MAX)
    case 'companions':
      return fields.members(value, name, COMPANIONS_MAX)
    case 'note':
      return fields.text(value, name, NOTE_CODE_POINTS) || null
    case 'status':
      return fields.status(value, name)
  }
  checkKnown(name)
  return service(name, value)
}

function service(name: string, value: unknown): Service {
  const known = ['people', 'outcome', 'reasons']
  if (!isObject(value) || Object.keys(value).some((each) => !known.includes(each))) {
    throw new ChangeRefused('bad_value', name)
  }
  return {
    people: fields.count(own(value, 'people'), name, PEOPLE_MAX),
    outcome: fields.code(own(value, 'outcome'), name),
    reasons: fields.codes(own(value, 'reasons') ?? [], name, REASONS_MAX),
  }
}

function mayBeNull(name: string): boolean {
  return MAY_BE_ABSENT.includes(name) || name.startsWith(SERVICE)
}

function checkKnown(name: string): void {
  const known = [...REQUIRED, ...DEFAULTED, ...MAY_BE_ABSENT].includes(name)
  const isService = name.startsWith(SERVICE) && isCode(name.slice(SERVICE.length))
  if (!known && !isService) throw new ChangeRefused('unknown_field', name)
}
