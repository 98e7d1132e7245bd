// The kinds of record that phones write, by name: a table each in sync/kinds.
import { ChangeRefused } from '../refusal'
import type { Fields, Op } from '../types'
import { type Kind, kindOf, type Spec } from './kind'
import { byKind, FIELDS } from './tables'

const EDITS = byKind(
  import.meta.glob<string>('../../../../sync/kinds/*.json', { eager: true, import: 'edits' }),
)
const FORMS = byKind(
  import.meta.glob<string[]>('../../../../sync/kinds/*.json', { eager: true, import: 'form' }),
)

interface Known extends Kind {
  /** The fields that a form asks for, in its order; open ones as "services.*". */
  form: readonly string[]
}

const KINDS: ReadonlyMap<string, Known> = new Map(
  Object.entries(FIELDS).map(([name, fields]) => [
    name,
    { ...kindOf(fields, EDITS[name]), form: FORMS[name] ?? [] },
  ]),
)

/** The names of all kinds. */
export const NAMES: readonly string[] = [...KINDS.keys()]

/** What the table says of a field that phones set; of any kind, where none is said. */
export function specOf(field: string, kind?: string): Spec | undefined {
  const asked = kind === undefined ? NAMES : [kind]
  return asked.map((name) => KINDS.get(name)?.spec(field)).find(Boolean)
}

/** The fields that a kind's form asks for, in its order; open ones as "services.*". */
export function formOf(kind: string): readonly string[] | undefined {
  return KINDS.get(kind)?.form
}

/** The clean fields of a change of this kind. Throws ChangeRefused. */
export function validate(kind: string, set: Readonly<Fields>, op: Op): Fields {
  return of(kind).validate(set, op)
}

/** What only the whole record shows. Throws ChangeRefused. */
export function checkWhole(kind: string, whole: Readonly<Fields>): void {
  of(kind).checkWhole(whole)
}

function of(name: string): Known {
  const kind = KINDS.get(name)
  if (!kind) throw new ChangeRefused('server_only_kind')
  return kind
}
