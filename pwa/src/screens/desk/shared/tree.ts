import { t } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import type { Unit } from '../../lead/api-types'
import { formatUnit } from '../../lead/format-unit'

export { formatUnit }

export interface Branch {
  unit: Unit
  below: Branch[]
}

/** The units as a tree, those by name; a unit whose parent is not seen stands at the root. */
export function treeOf(units: readonly Unit[]): Branch[] {
  const seen = new Set(units.map((unit) => unit.id))
  const under = new Map<string | null, Unit[]>()
  for (const unit of units) {
    const parent = unit.parent && seen.has(unit.parent) ? unit.parent : null
    under.set(parent, [...(under.get(parent) ?? []), unit])
  }
  const branches = (parent: string | null): Branch[] =>
    (under.get(parent) ?? [])
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
      .map((unit) => ({ unit, below: branches(unit.id) }))
  return branches(null)
}

/** Whether it stands on a day, or will; `today` is YYYY-MM-DD. */
export const stands = (unit: Unit, today: string): boolean =>
  unit.valid_to === null || unit.valid_to >= today

/** "Phường Sa Huỳnh (01/02/2020 – 30/06/2025)" of one that ended, so that it is not taken for the one of
 * today. */
function formatEnded(unit: Unit, today: string): string {
  if (stands(unit, today)) return formatUnit(unit)
  const days = t('unit.days', {
    from: formatDay(unit.valid_from),
    to: formatDay(unit.valid_to ?? ''),
  })
  return `${formatUnit(unit)} (${days})`
}

interface Also {
  /** With those that ended on this day or later. */
  since?: string | undefined
  /** With this one, whether it ended or not. */
  also?: string | undefined
}

/** Entries of a list to choose a unit from, those below moved in under what they belong to. */
export function unitOptions(units: readonly Unit[], today: string, { since, also }: Also = {}) {
  const begin = [today, since ?? today].sort()[0] ?? today
  const offered = units.filter((unit) => stands(unit, begin) || unit.id === also)
  const flat = (branches: Branch[], depth: number): { value: string; label: string }[] =>
    branches.flatMap(({ unit, below }) => [
      { value: unit.id, label: `${'  '.repeat(depth)}${formatEnded(unit, today)}` },
      ...flat(below, depth + 1),
    ])
  return flat(treeOf(offered), 0)
}
