import type { TeamRow, Unit, UnitRef } from '../../lead/api-types'
import { formatUnit } from '../shared/tree'

export type Choosable = Pick<TeamRow, 'id' | 'name'> & Partial<Pick<TeamRow, 'unit' | 'devices'>>

export interface TeamGroup {
  id: string
  name: string
  teams: Choosable[]
}

/** Teams by commune, both by name; those of a hamlet are its commune's. Teams of no unit, under `elsewhere`,
 * are the last. */
export function groupTeams(
  teams: readonly Choosable[],
  units: readonly Unit[],
  elsewhere: string,
): TeamGroup[] {
  const groups = new Map<string, TeamGroup>()
  for (const team of teams) {
    const unit = team.unit && communeOf(team.unit, units)
    const { id, name } = unit
      ? { id: unit.id, name: formatUnit(unit) }
      : { id: '', name: elsewhere }
    const group = groups.get(id) ?? { id, name, teams: [] }
    group.teams.push(team)
    groups.set(id, group)
  }
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'vi')
  for (const group of groups.values()) group.teams.sort(byName)
  return [...groups.values()].sort((a, b) => Number(!a.id) - Number(!b.id) || byName(a, b))
}

function communeOf(unit: UnitRef, units: readonly Unit[]): UnitRef {
  if (unit.kind !== 'thon') return unit
  const parent = units.find(({ id }) => id === unit.id)?.parent
  return units.find(({ id }) => id === parent) ?? unit
}
