import type { Arrival } from '../rules/types'
import { arrivalKey } from './arrival-key'
import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting, type Settings } from './settings'

/**
 * Keeps what the server last said of what waits for the lead, and of second phones. A phone that it does not
 * speak of any more need not be remembered as read of.
 */
export async function noteArrivals(told: Arrival[], reviews: Settings['reviews']): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const before = [(await getSetting('arrivals')) ?? [], (await getSetting('reviews')) ?? {}]
      if (JSON.stringify(before) === JSON.stringify([told, reviews])) return
      await putSetting('arrivals', told)
      await putSetting('reviews', reviews)
      const keys = told.map(arrivalKey)
      const read = (await getSetting('knownPhones')) ?? []
      await putSetting(
        'knownPhones',
        read.filter((key) => keys.includes(key)),
      )
    }),
  )
}
