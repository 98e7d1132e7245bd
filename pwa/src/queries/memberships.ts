import type { Member } from '../rules/types'
import { db } from '../store/database'
import { type ReadContext, type RecordView, touched, viewRecords, viewRows } from '../store/reading'

/** The rows of members of a team's channel, also those only added on this phone. */
export async function viewMembers(channel: string, context: ReadContext): Promise<RecordView[]> {
  const rows = await db.base.where('[kind+channel]').equals(['member', channel]).toArray()
  const known = new Set(rows.map((row) => row.id))
  const own = touched('member', context).filter((id) => !known.has(id))
  const added = (await viewRecords(own, context)).filter((one) =>
    [...one.waiting, ...one.open].some((item) => item.channel === channel),
  )
  return [...viewRows(rows, context), ...added]
}

/** As what somebody took part on a day; null where this phone cannot know. */
export type AffiliationOn = (member: string, day: string) => string | null

/**
 * Affiliations in one team. A row tells of the last time in the team only: a day before it may
 * belong to an earlier one, in another force. Whom this phone added has no earlier one. The server
 * counts a day after the last time like that time (server/totals/affiliations.py).
 */
export function affiliationsOf(members: RecordView[]): AffiliationOn {
  const known = new Map(
    members.flatMap(({ row, fields }) => {
      const { member, affiliation, from } = (fields ?? {}) as Partial<Member>
      return member && affiliation ? [[member, { affiliation, from, only: !row }] as const] : []
    }),
  )
  return (member, day) => {
    const found = known.get(member)
    if (!found || !(found.only || day >= (found.from ?? ''))) return null
    return found.affiliation
  }
}
