import { checkWhole, validate } from '../rules/kinds'
import { vietnamTime } from '../store/days'
import { newId } from '../store/ids'
import { writeChange } from '../store/outbox'
import { afterSave } from './after-save'
import { checkText } from './check-text'
import { type Outcome, outcomeOf } from './outcome'

type Added = Promise<Outcome<{ id: string }>>

const underWay = new Map<string, Added>()

/**
 * Adds a place to the team's list. Resolves when it is durable on this phone. Asked for while it is being
 * kept, as by "Lưu" right behind "Thêm", it is the same place.
 */
export function addPlace(name: string, placeKind: string): Added {
  const key = `${placeKind} ${name}`
  const adding = underWay.get(key) ?? add(name, placeKind).finally(() => underWay.delete(key))
  underWay.set(key, adding)
  return adding
}

async function add(name: string, placeKind: string): Added {
  const record = newId()
  return await outcomeOf(async () => {
    const set = validate('place', { name, place_kind: placeKind }, 'create')
    checkWhole('place', set)
    await checkText(set.name, 'name')
    const at = vietnamTime(new Date()).instant
    const where = { id: newId(), kind: 'place' as const, record, at }
    await writeChange(where, () => ({ op: 'create', set }))
    afterSave()
    return { id: record }
  })
}
