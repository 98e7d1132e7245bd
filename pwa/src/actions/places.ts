import { vietnamTime } from '../local/days'
import { newId } from '../local/ids'
import { writeChange } from '../local/writing'
import { checkWhole, validate } from '../rules/kinds/place'
import type { Outcome } from './outcome'
import { outcomeOf } from './results'
import { afterSave } from './saved'
import { checkText } from './screened'

/** Adds a place to the team's list. Resolves when it is durable on this phone. */
export async function addPlace(name: string, placeKind: string): Promise<Outcome<{ id: string }>> {
  const record = newId()
  return await outcomeOf(async () => {
    const set = validate({ name, place_kind: placeKind }, 'create')
    checkWhole(set)
    await checkText(set.name, 'name')
    const at = vietnamTime(new Date()).instant
    const where = { id: newId(), kind: 'place' as const, record, at }
    await writeChange(where, () => ({ op: 'create', set }))
    afterSave()
    return { id: record }
  })
}
