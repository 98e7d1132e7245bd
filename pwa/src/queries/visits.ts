import { comesBack, visitCode } from '../rules/visit'
import { db } from '../store/database'
import { readContext, touched, viewDays, viewRecords } from '../store/reading'
import { type Live, live } from './live'
import { latestFirst, viewOf } from './session-view'
import type { SessionView } from './types'

export { comesBack, readVisit, spelledVisit, visitCode } from '../rules/visit'

/**
 * The sessions with the code of a slip of paper, latest first: nearly always one, of anybody in the
 * team. Only ids are looked through, so it costs little among ten thousand.
 */
export function visits(code: string): Live<SessionView[]> {
  return live(`visits ${code}`, async () => {
    const context = await readContext()
    const here = (await db.base.where('kind').equals('help_session').primaryKeys()) as string[]
    const all = new Set([...here, ...touched('help_session', context)])
    const ids = [...all].filter((id) => visitCode(id) === code)
    const held = await viewRecords(ids, context)
    return held.flatMap((one) => viewOf(one, context) ?? []).sort(latestFirst)
  })
}

/** For which day somebody is asked to come back; empty for none. */
export const dueOf = ({ fields }: SessionView): string => String(fields.due ?? '')

/** So many days back a session may lie of which somebody is still waited for. */
export const LOOKED_BACK = 60

/**
 * The sessions of the current person's team for which somebody is asked to come back, the earliest day
 * first, of those of the days from..to. Without those that another one has gone on from.
 */
export function appointments(from: string, to: string): Live<SessionView[]> {
  return live(`appointments ${from} ${to}`, async () => {
    const context = await readContext()
    const held = await viewDays(from, to, context)
    const live = held
      .flatMap((one) => viewOf(one, context) ?? [])
      .filter(({ status, team }) => status === 'live' && (!team || team === context.person?.team))
    const gone = new Set(live.map(({ fields }) => fields.continues))
    return live
      .filter((one) => dueOf(one) && one.services.some(comesBack) && !gone.has(one.id))
      .sort((a, b) => -latestFirst({ ...a, day: dueOf(a) }, { ...b, day: dueOf(b) }))
  })
}
