import { db } from './database'
import { withStore } from './errors'
import { getMeta, putMeta } from './meta'

/** Notes that the lead of a team has been told of these rows of members. */
export async function noteMembers(team: string, rows: string[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const known = (await getMeta('knownMembers')) ?? {}
      const all = new Set([...(known[team] ?? []), ...rows])
      await putMeta('knownMembers', { ...known, [team]: [...all] })
    }),
  )
}
