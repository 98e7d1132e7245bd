import { readContext, viewRecords } from '../store/reading'
import { derived, type Live, live } from './live'
import { underWay, viewOf } from './session-view'
import { status } from './status'
import type { SessionView } from './types'

/** One session; null if this phone does not know it. */
export function sessionView(id: string): Live<SessionView | null> {
  const read = live(`session ${id}`, async () => {
    const context = await readContext()
    const [held] = await viewRecords([id], context)
    return held ? viewOf(held, context) : null
  })
  return derived(`session ${id}`, () => read.value && underWay(read.value, status.value.inFlight))
}
