// A help session, as its table says.
import type { Fields, Service } from '../types'

export const SERVICE = 'services.'

/** The outcome of a service that ended as it should. */
export const DONE = 'XONG'

/** The turns of help that one service of a session adds (PROTOCOL 5.5). */
export function turnsOf(
  { people, outcome }: Pick<Service, 'people' | 'outcome'>,
  outcomesCounting: ReadonlySet<string>,
): number {
  return outcomesCounting.has(outcome) ? people : 0
}

/** The services of a session, by code. */
export function servicesOf(whole: Readonly<Fields>): [code: string, service: Service][] {
  return Object.entries(whole)
    .filter(([name, value]) => name.startsWith(SERVICE) && value !== null && value !== undefined)
    .map(([name, value]): [string, Service] => [name.slice(SERVICE.length), value as Service])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
