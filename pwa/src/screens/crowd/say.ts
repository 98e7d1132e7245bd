import type { Catalogue } from '../../queries'
import { type Crowd, peopleOf } from '../../queries/crowd'
import { saySaved, summary } from '../log/say'

/** Says that what was counted is a session now, with the way to take it back. */
export function sayCounted(crowd: Crowd, catalogue: Catalogue): void {
  const services = Object.keys(crowd.counts).map((code) => ({ code }))
  saySaved(crowd.record, summary({ people: peopleOf(crowd), services }, catalogue))
}
