import { db } from '../local/database'
import { today as dayNow } from '../local/days'
import { holdDays, holdRecords, readAround } from '../local/reading'
import { readOutcomesCounting } from './catalogue'
import { figuresOf, usualServices } from './figures'
import { derived, type Live, live } from './live'
import { latestFirst, underWay, viewOf } from './session-view'
import { status } from './status'
import type { SessionView, Today } from './types'

/** Today's sessions and figures, by index: the cost does not grow with the records of other days. */
export function today(): Live<Today> {
  const day = dayNow()
  const read = live(`today ${day}`, async () => {
    // One transaction: a dozen of their own cost a slow phone more than what they read.
    const [[sessions, usual], counting] = await Promise.all([
      db.transaction('r', db.base, db.outbox, db.sent, db.meta, () =>
        Promise.all([readSessions(day, day), usualServices()]),
      ),
      readOutcomesCounting(),
    ])
    return { day, sessions, ...figuresOf(sessions, counting), usual }
  })
  return derived(`today ${day}`, () => {
    const { inFlight } = status.value
    const found = read.value
    return found && { ...found, sessions: found.sessions.map((one) => underWay(one, inFlight)) }
  })
}

/** One session; null if this phone does not know it. */
export function sessionView(id: string): Live<SessionView | null> {
  const read = live(`session ${id}`, async () => {
    const around = await readAround()
    const [held] = await holdRecords([id], around)
    return held ? viewOf(held, around) : null
  })
  return derived(`session ${id}`, () => read.value && underWay(read.value, status.value.inFlight))
}

/** Sessions of the days from..to, both included, latest first. */
export function sessionsOn(from: string, to: string): Live<SessionView[]> {
  const read = live(`sessions ${from} ${to}`, () => readSessions(from, to))
  return derived(`sessions ${from} ${to}`, () =>
    read.value?.map((one) => underWay(one, status.value.inFlight)),
  )
}

async function readSessions(from: string, to: string): Promise<SessionView[]> {
  const around = await readAround()
  const held = await holdDays(from, to, around)
  return held.flatMap((one) => viewOf(one, around) ?? []).sort(latestFirst)
}
