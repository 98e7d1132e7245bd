import type { Arrival } from '../rules/types'
import { arrivalKey } from './arrival-key'
import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'

/**
 * Keeps what the server last said of phones that the lead should hear of. A phone that it does not
 * speak of any more need not be remembered as read of.
 */
export async function noteArrivals(told: Arrival[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const before = (await getSetting('arrivals')) ?? []
      if (JSON.stringify(before) === JSON.stringify(told)) return
      await putSetting('arrivals', told)
      const keys = told.map(arrivalKey)
      const read = (await getSetting('knownPhones')) ?? []
      await putSetting(
        'knownPhones',
        read.filter((key) => keys.includes(key)),
      )
    }),
  )
}

/** The lead has read that these phones came in. */
export async function noteKnownPhones(keys: string[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const read = (await getSetting('knownPhones')) ?? []
      await putSetting('knownPhones', [...new Set([...read, ...keys])])
    }),
  )
}
