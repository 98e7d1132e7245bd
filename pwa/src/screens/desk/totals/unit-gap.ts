import type { Unit } from '../../lead/api-types'
import type { Days } from '../shared/period'

export interface UnitGap {
  unit: Unit
  /** It began after the first of the days, or ended before the last. */
  missing: 'before' | 'after'
  /** What stood in its place on days when it did not. */
  instead: Unit[]
}

/** What to say of a unit that did not stand on all of the days; null for one that did. */
export function unitGap(units: Unit[], id: string | undefined, days: Days): UnitGap | null {
  const unit = units.find((one) => one.id === id)
  if (!unit) return null
  const inside = below(units, unit.id)
  const stood = units.filter(
    (one) => one.valid_from <= days.to && (one.valid_to === null || one.valid_to >= days.from),
  )
  const outside = stood.filter((one) => !inside.has(one.id))
  if (unit.valid_from > days.from) {
    const before = outside.filter((one) => one.successors.some((next) => inside.has(next)))
    return { unit, missing: 'before', instead: lifted(outside, before) }
  }
  if (unit.valid_to === null || unit.valid_to >= days.to) return null
  const next = new Set(units.filter((one) => inside.has(one.id)).flatMap((one) => one.successors))
  const after = outside.filter((one) => next.has(one.id))
  return { unit, missing: 'after', instead: lifted(outside, after) }
}

function below(units: Unit[], top: string): Set<string> {
  const found = new Set([top])
  // A set is walked over what is added to it meanwhile.
  for (const id of found) for (const one of units) if (one.parent === id) found.add(one.id)
  return found
}

/** A unit stands for those below it when all of them are meant. */
function lifted(stood: Unit[], meant: Unit[]): Unit[] {
  const ids = new Set(meant.map((one) => one.id))
  const whole = stood.filter((one) => {
    const children = stood.filter((child) => child.parent === one.id)
    return children.length > 0 && children.every((child) => ids.has(child.id))
  })
  const tops = new Set(whole.map((one) => one.id))
  return [...whole, ...meant.filter((one) => !tops.has(one.parent ?? '') && !tops.has(one.id))]
}
