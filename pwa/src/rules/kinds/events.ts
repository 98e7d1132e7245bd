// The kinds of events: what a phone makes in its own channel and nobody edits (PROTOCOL 5.17).
import type { Fields } from '../types'
import { kindOf, type Specs } from './kind'
import { byKind } from './tables'

const TABLES = byKind(
  import.meta.glob<Specs>('../../../../sync/kinds/events/*.json', {
    eager: true,
    import: 'fields',
  }),
)

/** The clean fields of a new event. Throws ChangeRefused. */
export function validateEvent(kind: string, set: Readonly<Fields>): Fields {
  const clean = kindOf(TABLES[kind] ?? {}, 'server').validate(set, 'create')
  return clean
}
