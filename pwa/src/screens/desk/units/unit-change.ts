import type { ChangePart, UnitChanges } from '../../../actions/desk/units'
import type { Unit } from '../../lead/api-types'
import { kindsBelow } from '../shared/unit-kinds'

export type ChangeKind = UnitChanges['kind']

/** What is typed, by field: a unit that ends is `end:<id>`, what takes over has fields that end in its
 * place, and where a team or a unit below goes is `team:<id>` or `unit:<id>`. */
export type Typed = Readonly<Record<string, string>>

export const CHANGE_KINDS: ChangeKind[] = ['merge', 'split', 'rename', 'move']
export const CHOSEN = 'yes'

export const kindOf = (typed: Typed): ChangeKind => (typed.kind || 'merge') as ChangeKind

/** The units that are to end: several only where they merge. */
export function endingOf(typed: Typed, units: readonly Unit[]): Unit[] {
  const chosen = units.filter((unit) => typed[`end:${unit.id}`] === CHOSEN)
  return kindOf(typed) === 'merge' ? chosen : chosen.slice(0, 1)
}

/** How many units take over. */
export const partsOf = (typed: Typed): number =>
  kindOf(typed) === 'split' ? Number(typed.parts ?? 2) : 1

export interface Part {
  /** Whether it is there already; where units merge or are divided it may be. */
  existing: boolean
  id: string
  name: string
  code: string
  kind: string
  parent: string
}

/** What takes over, as typed; what nobody has said follows from what ends. */
export function partOf(typed: Typed, units: readonly Unit[], place: number): Part {
  const kind = kindOf(typed)
  const [first] = endingOf(typed, units)
  const one = kind === 'rename' || kind === 'move'
  const above = first?.parent ?? ''
  const parent =
    kind === 'rename' ? above : (typed[`parent${place}`] ?? (kind === 'move' ? '' : above))
  const kinds = kindsUnder(units, parent)
  const wanted = typed[`kind${place}`] ?? first?.kind ?? ''
  // Before anything is chosen no kind is the likeliest.
  const likeliest = first ? (kinds[0] ?? '') : ''
  return {
    existing: !one && typed[`how${place}`] === 'existing',
    id: typed[`into${place}`] ?? '',
    name: typed[`name${place}`] ?? (one ? (first?.name ?? '') : ''),
    code: typed[`code${place}`] ?? (one ? (first?.code ?? '') : ''),
    kind: kinds.includes(wanted) ? wanted : likeliest,
    parent,
  }
}

/** The kinds that may stand under a unit; all under none, as whoever keeps all of them may begin one. */
export function kindsUnder(units: readonly Unit[], parent: string): string[] {
  const above = units.find((unit) => unit.id === parent)
  return kindsBelow(above?.kind)
}

export const allParts = (typed: Typed, units: readonly Unit[]): Part[] =>
  Array.from({ length: partsOf(typed) }, (_, place) => partOf(typed, units, place))

/** What is asked of the server, without saying whether only to look. */
export function unitChangeOf(typed: Typed, units: readonly Unit[]): Omit<UnitChanges, 'dry_run'> {
  const goes = Object.entries(typed).flatMap(([field, value]) => {
    const [what, id] = field.split(':')
    if (!id || value === '' || (what !== 'team' && what !== 'unit')) return []
    // A part that was taken away again takes nothing.
    if (Number(value) >= partsOf(typed)) return []
    return [{ [what]: id, into: Number(value) }]
  })
  const kind = kindOf(typed)
  return {
    kind,
    units: endingOf(typed, units).map((unit) => unit.id),
    into: allParts(typed, units).map(changePart),
    on: typed.on ?? '',
    goes: kind === 'split' ? goes : [],
  }
}

function changePart({ existing, id, name, code, kind, parent }: Part): ChangePart {
  if (existing) return { id }
  return { name: name.trim(), code: code.trim().toUpperCase(), kind, parent: parent || null }
}

/** What is still missing, as the word that says so; null when the server can be asked. */
export function missingWord(typed: Typed, units: readonly Unit[]) {
  const kind = kindOf(typed)
  const parts = allParts(typed, units)
  const ending = endingOf(typed, units).length
  const enough = kind === 'merge' && !parts[0]?.existing ? 2 : 1
  if (ending < enough) return kind === 'merge' ? 'change.missing.two' : 'change.missing.one'
  const whole = (part: Part) =>
    part.existing ? part.id !== '' : part.name.trim() && part.code.trim() && part.kind
  const placed = (part: Part) => kind !== 'move' || part.parent !== ''
  if (!parts.every((part) => whole(part) && placed(part))) return 'change.missing.into'
  return typed.on ? null : 'form.day_missing'
}
