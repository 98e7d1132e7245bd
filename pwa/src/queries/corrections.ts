import { readContext, viewRecords } from '../store/reading'
import { getSetting } from '../store/settings'
import { type Live, live } from './live'
import { latestFirst, viewOf } from './session-view'
import type { SessionView } from './types'

export interface Corrections {
  /** Own sessions that somebody else changed. */
  own: SessionView[]
  /** Sessions of others that their authors took back. */
  takenBack: SessionView[]
}

/** What the current person has not read yet of sessions that were changed. */
export function corrections(): Live<Corrections> {
  return live('corrections', async () => {
    const ids = (await getSetting('corrections')) ?? []
    if (ids.length === 0) return { own: [], takenBack: [] }
    const context = await readContext()
    const held = await viewRecords(ids, context)
    const views = held.flatMap((one) => viewOf(one, context) ?? []).sort(latestFirst)
    return {
      own: views.filter(({ mine, corrected }) => mine && corrected && !corrected.own),
      takenBack: views.filter(
        ({ mine, editable, corrected }) => !mine && editable && corrected?.own,
      ),
    }
  })
}
