// What the tables say of a record beside its fields' values: the twin of sync/kinds/kind.py.
import { teamOf } from '../channel'
import type { Change, Fields } from '../types'
import type { Specs } from './kind'

/** The value of a property in the table of each kind. */
export const byKind = <T>(tables: Record<string, T>): Readonly<Record<string, T>> =>
  Object.fromEntries(
    Object.entries(tables).map(([path, value]) => [path.replace(/^.*\/|\.json$/g, ''), value]),
  )

export const FIELDS = byKind(
  import.meta.glob<Specs>('../../../../sync/kinds/*.json', { eager: true, import: 'fields' }),
)

/** Its records tell who last changed what is not their own. */
export const tellsWho = (kind: string): boolean => Boolean(FIELDS[kind]?.corrected)

/** The fields that the server adds to a create, from its channel and author. */
export function ownedFields(change: Pick<Change, 'kind' | 'channel' | 'author'>): Fields {
  const owners: Fields = { channel: teamOf(change.channel), author: change.author }
  const owned = Object.entries(FIELDS[change.kind] ?? {})
    .map(([name, { from }]) => [name, owners[from ?? '']] as const)
    .filter(([, owner]) => owner !== undefined)
  return Object.fromEntries(owned)
}
