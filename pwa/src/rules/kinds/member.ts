// A member of a team: the twin of sync/kinds/member.py.
import { MEMBER_NAME_CODE_POINTS } from '../limits'
import { ChangeRefused } from '../refusal'
import type { Fields, Op } from '../types'
import { own } from '../values'
import * as fields from './fields'

export const REQUIRED = ['member', 'name', 'affiliation', 'from'] as const

/** What a create has when the person chose nothing. */
export function defaults(): Fields {
  return { role: 'volunteer' }
}

/** The clean fields of a create; phones edit no members. Throws ChangeRefused. */
export function validate(set: Readonly<Fields>, op: Op): Fields {
  if (op !== 'create') throw new ChangeRefused('server_only_kind')
  const clean: Fields = defaults()
  for (const [name, value] of Object.entries(set)) {
    if (![...REQUIRED, 'role'].includes(name)) throw new ChangeRefused('unknown_field', name)
    if (value !== null) clean[name] = cleaned(name, value)
  }
  return clean
}

/** Nothing required is missing. Throws ChangeRefused. */
export function checkWhole(whole: Readonly<Fields>): void {
  for (const name of REQUIRED) {
    if ((own(whole, name) ?? null) === null) throw new ChangeRefused('bad_value', name)
  }
}

/**
 * The id of the row of a member in a team, a uuid of version 5 that phone and server foretell
 * alike (PROTOCOL 4.8).
 */
export async function rowId(member: string, team: string): Promise<string> {
  const space = member.replaceAll('-', '').match(/../g) ?? []
  const bytes = [
    ...space.map((pair) => Number.parseInt(pair, 16)),
    ...new TextEncoder().encode(team),
  ]
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', new Uint8Array(bytes)))
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80
  const hex = [...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function cleaned(name: string, value: unknown): string {
  switch (name) {
    case 'member':
      return fields.uuid(value, name)
    case 'affiliation':
      return fields.code(value, name)
    case 'from':
      return fields.day(value, name)
    case 'role':
      if (value !== 'volunteer') throw new ChangeRefused('bad_value', name)
      return value
  }
  return nameOf(value)
}

/** A name is writing: with a letter, and without marks that turn its direction around. */
function nameOf(value: unknown): string {
  const text = fields.text(value, 'name', MEMBER_NAME_CODE_POINTS).replace(/[ \t\r\n]+/g, ' ')
  if (/[\p{Cc}\p{Cf}]/u.test(text) || !/\p{L}/u.test(text)) {
    throw new ChangeRefused('bad_value', 'name')
  }
  return text
}
