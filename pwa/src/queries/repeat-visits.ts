import { isRepeat } from '../rules/continuing'
import { type ReadContext, viewRecords } from '../store/reading'
import type { Carried } from './carried-sessions'
import { countedIn, countingRules } from './figures'
import { viewOf } from './session-view'
import type { SessionView } from './types'

/** Marks the sessions whose people are counted in one before them (PROTOCOL 5.5). */
export async function withRepeats(
  sessions: SessionView[],
  context: ReadContext,
): Promise<SessionView[]> {
  if (!sessions.some((one) => one.fields.continues)) return sessions
  const known = new Map(sessions.map((one) => [one.id, one]))
  const rules = countingRules(context, new Set())
  const withTeam = ({ fields, team }: SessionView) => ({ ...fields, team })
  const find = async (id: string) => {
    const [held] = known.has(id) ? [] : await viewRecords([id], context)
    const found = known.get(id) ?? (held && viewOf(held, context))
    if (!found) return null
    // In its own team, whichever the phone is held for now.
    const counts = countedIn(found, { ...rules, team: found.team }).includes('team')
    return { f: withTeam(found), counts }
  }
  return await Promise.all(
    sessions.map(async (one) =>
      one.fields.continues ? { ...one, repeats: await isRepeat(one.id, withTeam(one), find) } : one,
    ),
  )
}

/** Adds the sessions that a lead's phone carries, if their module loads, and marks the repeats. */
export async function countSessions(
  sessions: SessionView[],
  carried: Carried,
  days: readonly [string, string],
  context: ReadContext,
): Promise<SessionView[]> {
  const put = carried.bundles.length > 0 && (await import('./carried-sessions').catch(() => null))
  const all = put ? await put.withCarried(sessions, carried, days, context) : sessions
  return await withRepeats(all, context)
}
