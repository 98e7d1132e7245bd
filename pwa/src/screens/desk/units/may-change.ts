import type { Account, Unit } from '../../lead/api-types'
import { todayHere } from '../../lead/today'
import { stands } from '../shared/tree'

/** Whether somebody keeps any units to merge or divide: those below the own one, an administrator of
 * all of them all. */
export function mayChange(account: Account['account'] | null, rows: readonly Unit[]): boolean {
  if (!account?.unit) return true
  const own = account.unit.id
  return rows.some((unit) => unit.parent === own && stands(unit, todayHere()))
}
