import type { Paper } from '../rules/types'
import { readPapers } from '../store/papers'
import { type Live, live } from './live'

export { fileOf, isReadable, textOf } from '../rules/paper'
export type { Paper, PaperBlock } from '../rules/types'

/** All papers that this phone may know of, in the order in which they were published. */
export function papers(): Live<Paper[]> {
  return live('papers', readPapers)
}
