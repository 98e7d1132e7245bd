import { db } from './database'
import { withStore } from './errors'
import { readEnrolments } from './people'
import { getSetting, putSetting } from './settings'

/** Notes that the lead of a team has been told of these rows of members. */
export async function noteMembers(team: string, rows: string[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const known = (await getSetting('knownMembers')) ?? {}
      const all = new Set([...(known[team] ?? []), ...rows])
      await putSetting('knownMembers', { ...known, [team]: [...all] })
    }),
  )
}

/**
 * Whoever is in a team when its lead's phone has everything for the first time is no news to the
 * lead; who comes later is. Joins the transaction around it.
 */
export async function noteMembersThere(): Promise<void> {
  const known = { ...(await getSetting('knownMembers')) }
  for (const { team, channel, role, state } of await readEnrolments()) {
    if (role !== 'lead' || state !== 'approved' || known[team]) continue
    const there = db.base.where('[kind+channel]').equals(['member', channel])
    known[team] = (await there.primaryKeys()) as string[]
  }
  await putSetting('knownMembers', known)
}
