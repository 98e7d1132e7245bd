import { db } from '../store/database'
import { today as dayNow } from '../store/days'
import { type ReadContext, readContext, viewDays } from '../store/reading'
import { getSetting } from '../store/settings'
import type { Saving } from '../store/status'
import { readOutcomesCounting } from './catalogue'
import { countingRules, figuresOf, usualServices } from './figures'
import { derived, type Live, live } from './live'
import { comingOf, latestFirst, underWay, viewOf } from './session-view'
import { status } from './status'
import type { Coming, SessionView, Today } from './types'

/** Today's sessions and figures, by index: the cost does not grow with the records of other days. */
export function today(): Live<Today> {
  const day = dayNow()
  const read = live(`today ${day}`, async () => {
    const since = performance.now()
    // One transaction: a dozen of their own cost a slow phone more than what they read.
    const [[{ sessions, context }, usual, whole], counting] = await Promise.all([
      db.transaction('r', db.base, db.outbox, db.sent, db.meta, () =>
        Promise.all([readViews(day, day), usualServices(day), getSetting('complete')]),
      ),
      readOutcomesCounting(),
    ])
    const counted = await countable(sessions, [day, day], context)
    const shown = { ...usual, whole: Boolean(whole) }
    return { since, sessions, counted, shown, rules: countingRules(context, counting) }
  })
  return derived(`today ${day}`, () => {
    const { inFlight, saving } = status.value
    if (!read.value) return undefined
    const { since, sessions, counted, shown, rules } = read.value
    const coming = stillSaving(saving, day, since, sessions)
    return {
      day,
      sessions: sessions.map((one) => underWay(one, inFlight)),
      coming,
      ...figuresOf(counted, coming, rules),
      ...shown,
    }
  })
}

/** The services of sessions that the last read could not yet know. */
function stillSaving(
  saving: ReadonlyMap<string, Saving>,
  day: string,
  since: number,
  sessions: SessionView[],
): Coming[] {
  return [...saving].flatMap(([id, { fields, done }]) => {
    const known = (done !== null && done < since) || sessions.some((one) => one.id === id)
    return known || fields.day !== day ? [] : comingOf(fields)
  })
}

export interface ReadViews {
  sessions: SessionView[]
  context: ReadContext
}

/**
 * What all figures of these days are counted from: repeats are marked, and a lead's phone adds the
 * teammates' sessions that it carries. PROTOCOL 8.3
 */
export async function countable(
  sessions: SessionView[],
  days: readonly [string, string],
  context: ReadContext,
): Promise<SessionView[]> {
  const bundles = context.person?.role === 'lead' ? await db.carried.toArray() : []
  if (bundles.length === 0 && !sessions.some(goesOn)) return sessions
  const contact = await getSetting('lastContact')
  const visits = await import('./repeat-visits')
  return await visits.countSessions(sessions, { bundles, contact }, days, context)
}

const goesOn = ({ fields }: SessionView) => fields.continues

export async function readViews(from: string, to: string): Promise<ReadViews> {
  const context = await readContext()
  const held = await viewDays(from, to, context)
  const sessions = held.flatMap((one) => viewOf(one, context) ?? []).sort(latestFirst)
  // What these go on from is read behind a file that loads, where a live read is followed no more.
  if (sessions.some(goesOn)) await getSetting('writes')
  return { sessions, context }
}
