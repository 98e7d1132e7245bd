import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'

/**
 * Where there are no Web Locks: one sender at a time by a lease that runs out. True if it is ours
 * now. Correctness never depends on it, only economy. PROTOCOL 7
 */
export async function takeLease(holder: string, now: number, forMs: number): Promise<boolean> {
  return await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const lease = await getSetting('lease')
      if (lease && lease.holder !== holder && lease.until > now) return false
      await putSetting('lease', { holder, until: now + forMs })
      return true
    }),
  )
}

export async function dropLease(holder: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      if ((await getSetting('lease'))?.holder === holder) await db.meta.delete('lease')
    }),
  )
}
