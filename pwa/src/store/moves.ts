import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'

/** Somebody has read that they are out of these teams, each as `member/team`. */
export async function noteMoves(keys: string[]): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const read = (await getSetting('readMoves')) ?? []
      await putSetting('readMoves', [...new Set([...read, ...keys])])
    }),
  )
}
