import type { Catalogue } from '../../queries'
import { type Crowd, peopleOf } from '../../queries/crowd'
import { showSaved, summary } from '../log/messages'

/** Says that what was counted is a session now, with the way to take it back. */
export function showCounted(crowd: Crowd, catalogue: Catalogue): void {
  const services = Object.keys(crowd.counts).map((code) => ({ code }))
  showSaved(crowd.record, summary({ people: peopleOf(crowd), services }, catalogue))
}
