import { readContext } from '../../store/reading'
import { type Live, live } from '../live'

/** What members and places are called on this phone, by id. */
export function names(): Live<ReadonlyMap<string, string>> {
  return live('names', async () => (await readContext()).names)
}
