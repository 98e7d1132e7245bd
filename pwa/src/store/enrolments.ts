import type { Device } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import { isSamePerson, readEnrolments } from './people'
import { getSetting, putSetting } from './settings'

/**
 * Nobody is forgotten because the server's row of this phone goes away, or names them no more. Joins
 * the transaction around it.
 */
export async function saveEnrolments(): Promise<void> {
  await putSetting('enrolments', await readEnrolments())
}

/** The server's row of this phone lacks somebody who is on it: it came back from a backup. */
export async function lacksPeople(): Promise<boolean> {
  return await withStore(async () => {
    const row = await db.base.get((await getSetting('device')) ?? '')
    const told = (row?.f as Device | undefined)?.enrolments ?? []
    const kept = (await getSetting('enrolments')) ?? []
    return kept.some((mine) => !told.some((theirs) => isSamePerson(mine, theirs)))
  })
}
