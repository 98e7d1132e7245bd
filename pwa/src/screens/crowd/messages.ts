import { saveDraft } from '../../actions/phone'
import type { Catalogue } from '../../queries'
import { type Crowd, peopleOf } from '../../queries/crowd'
import { type Holder, keyFor } from '../log/holder'
import { showSaved, summary } from '../log/messages'
import { USUAL } from '../log/saving'

/**
 * Says that what was counted is a session now, with the way to take it back. Whoever counts on, or
 * records the next one, does so where this was.
 */
export function showCounted(crowd: Crowd, catalogue: Catalogue, holder: Holder): void {
  const services = Object.entries(crowd.counts).map(([code, people]) => ({ code, people }))
  showSaved(crowd.record, summary({ people: peopleOf(crowd), services }, catalogue))
  const { day, placeKind, place, companions } = crowd
  // The session is saved whatever becomes of what the next one begins with.
  saveDraft(keyFor(USUAL, holder), { day, placeKind, place, companions }).catch(() => undefined)
}
