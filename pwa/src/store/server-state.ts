import { db } from './database'
import { withStore } from './errors'
import { getMeta, type MetaValues, putMeta } from './settings'

/** What the server last said about this device's right to talk to it. Nothing is deleted by it. */
export async function noteStanding(standing: MetaValues['standing']): Promise<void> {
  await withStore(async () => {
    if ((await getMeta('standing')) !== standing) await putMeta('standing', standing)
  })
}

export async function noteUpgrade(upgrade: boolean): Promise<void> {
  await withStore(async () => {
    if (((await getMeta('upgrade')) ?? false) !== upgrade) await putMeta('upgrade', upgrade)
  })
}

/** Too much of this phone waits for somebody to look at it. */
export async function noteFull(full: boolean): Promise<void> {
  await withStore(async () => {
    if (((await getMeta('full')) ?? false) !== full) await putMeta('full', full)
  })
}

/** The server has heard of these repairs; others may have come since. */
export async function repairsTold(channels: string[]): Promise<void> {
  if (channels.length === 0) return
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      const untold = (await getMeta('unreportedRepairs')) ?? []
      await putMeta(
        'unreportedRepairs',
        untold.filter((channel) => !channels.includes(channel)),
      )
    }),
  )
}
