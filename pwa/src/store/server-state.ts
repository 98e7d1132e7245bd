import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting, type Settings } from './settings'

/** What the server last said about this device's right to talk to it. Nothing is deleted by it. */
export async function noteStanding(standing: Settings['standing']): Promise<void> {
  await withStore(async () => {
    if ((await getSetting('standing')) !== standing) await putSetting('standing', standing)
  })
}

export async function noteUpgrade(upgrade: boolean): Promise<void> {
  await withStore(async () => {
    if (((await getSetting('upgrade')) ?? false) !== upgrade) await putSetting('upgrade', upgrade)
  })
}

/** Too much of this phone waits for somebody to look at it. */
export async function noteFull(full: boolean): Promise<void> {
  await withStore(async () => {
    if (((await getSetting('full')) ?? false) !== full) await putSetting('full', full)
  })
}

/** The server has heard of these repairs; others may have come since. */
export async function repairsReported(channels: string[]): Promise<void> {
  if (channels.length === 0) return
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const untold = (await getSetting('unreportedRepairs')) ?? []
      await putSetting(
        'unreportedRepairs',
        untold.filter((channel) => !channels.includes(channel)),
      )
    }),
  )
}
