import { getDraft } from '../store/drafts'
import { type Live, live } from './live'

export { crowdKey } from '../store/drafts'

/** An unfinished form by its key; null if there is none. */
export function draft<T>(key: string): Live<T | null> {
  return live(`draft ${key}`, async () => (await getDraft(key)) as T | null, false)
}
