import { pathOf } from '../../api/paths'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export interface ItemLabels {
  label_vi: string
  label_en: string
}

export interface NewItem extends ItemLabels {
  kind: string
  code: string
  group?: string
  sort?: number
}

const of = (kind: string, code: string) =>
  `/api/catalogue/${encodeURIComponent(kind)}/${encodeURIComponent(code)}`
const refreshedKeys = () => [pathOf('/api/catalogue')]

export async function addItem(item: NewItem): Promise<Outcome> {
  return await change('POST', '/api/catalogue', item, refreshedKeys())
}

/** Labels, and whether phones still offer it; old records keep showing it either way. */
export async function changeItem(
  kind: string,
  code: string,
  changes: Partial<ItemLabels> & { active?: boolean },
): Promise<Outcome> {
  return await change('PATCH', of(kind, code), changes, refreshedKeys())
}

/** Gives items their new places, one after the other; ends at the first that is refused. */
export async function placeItems(
  kind: string,
  places: { code: string; sort: number }[],
): Promise<Outcome> {
  let answer: Outcome = { ok: true }
  for (const [at, { code, sort }] of places.entries()) {
    const last = at === places.length - 1
    answer = await change('PATCH', of(kind, code), { sort }, last ? refreshedKeys() : [])
    if (!answer.ok) break
  }
  return answer
}
