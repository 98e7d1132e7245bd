import type { Device } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import { isSamePerson } from './people'
import { getSetting } from './settings'

/** The server's row of this phone lacks somebody who is on it: it came back from a backup. */
export async function lacksPeople(): Promise<boolean> {
  return await withStore(async () => {
    const row = await db.base.get((await getSetting('device')) ?? '')
    const told = (row?.f as Device | undefined)?.enrolments ?? []
    const kept = (await getSetting('enrolments')) ?? []
    return kept.some((mine) => !told.some((theirs) => isSamePerson(mine, theirs)))
  })
}
