import { derived, type Live, live } from '../live'
import { withRepeats } from '../repeat-visits'
import { underWay } from '../session-view'
import { type ReadViews, readViews } from '../sessions'
import { status } from '../status'
import type { SessionView } from '../types'

export async function readSessions(from: string, to: string): Promise<ReadViews> {
  const { sessions, context } = await readViews(from, to)
  return { sessions: await withRepeats(sessions, context), context }
}

/** Sessions of the days from..to, both included, latest first. */
export function sessionsOn(from: string, to: string): Live<SessionView[]> {
  const read = live(`sessions ${from} ${to}`, async () => (await readSessions(from, to)).sessions)
  return derived(`sessions ${from} ${to}`, () =>
    read.value?.map((one) => underWay(one, status.value.inFlight)),
  )
}
