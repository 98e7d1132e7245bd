import { visitCode } from '../rules/visit'
import { db } from '../store/database'
import { readContext, touched, viewRecords } from '../store/reading'
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
