// A help session, as its table says.
import { fields } from '../../../../sync/kinds/help_session.json'
import type { Fields, Service } from '../types'
import { kindOf } from './kind'

export const SERVICE = 'services.'
export const MOST_PEOPLE = fields.people.count.most
export const MOST_SERVICES = fields['services.*'].most
export const MOST_REASONS = fields['services.*'].object.reasons.codes.most
export const MOST_NOTE = fields.note.text.most
export const { validate, checkWhole } = kindOf(fields)

/** The services of a session, by code. */
export function servicesOf(whole: Readonly<Fields>): [code: string, service: Service][] {
  return Object.entries(whole)
    .filter(([name, value]) => name.startsWith(SERVICE) && value !== null && value !== undefined)
    .map(([name, value]): [string, Service] => [name.slice(SERVICE.length), value as Service])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
