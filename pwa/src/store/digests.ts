import { digest, equal } from '../rules/digest'
import type { Digest } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import type { Mark } from './rows'
import { bump, getSetting, putSetting } from './settings'
import { isWithin } from './throttle'

/** Above this many rows a comparison is worth its reading only now and then. */
const MANY_ROWS = 2_000
const BETWEEN_MS = 10 * 60_000

/**
 * The channels whose rows do not add up to what the server said. Nothing is compared if base was
 * written since (the mark has moved on): the two would speak of different moments. The server's
 * number is never taken over. What differed and agrees by now is not told any more. PROTOCOL 7.6
 */
export async function unequalChannels(
  told: Record<string, Digest>,
  mark: Mark,
  now: Date,
): Promise<string[]> {
  return await withStore(() =>
    db.transaction('rw', db.base, db.meta, async () => {
      if (((await getSetting('writes')) ?? 0) !== mark.writes) return []
      const compared = { ...(await getSetting('compared')) }
      const unequal: string[] = []
      const agree: string[] = []
      for (const [channel, theirs] of Object.entries(told)) {
        if (theirs.n > MANY_ROWS && isWithin(compared[channel], BETWEEN_MS, now)) continue
        const rows = await db.base.where('channel').equals(channel).toArray()
        const same = equal(digest(rows.map((row) => row.h)), theirs)
        ;(same ? agree : unequal).push(channel)
        compared[channel] = now.toISOString()
      }
      await putSetting('compared', compared)
      await noteDiffering((differing) => differing.filter((one) => !agree.includes(one)))
      return unequal
    }),
  )
}

/** Whether every channel's rows were compared so lately that nobody has to tell a digest. PROTOCOL 4.1.11 */
export function comparedRecently(
  compared: Record<string, string>,
  channels: string[],
  now: Date,
): boolean {
  return channels.every((channel) => isWithin(compared[channel], BETWEEN_MS, now))
}

/**
 * Sets channels to be fetched anew, each at most once a day. One for which that was done today and
 * did not help is noted, so that somebody hears of it.
 * @returns whether there is something to do or to tell at once
 */
export async function startRepair(channels: string[], day: string): Promise<boolean> {
  return await withStore(() =>
    db.transaction('rw', db.shadow, db.meta, async () => {
      if (await getSetting('rebuild')) return false
      const repairs = { ...(await getSetting('repairs')) }
      const due = channels.filter((channel) => repairs[channel] !== day)
      const unmended = channels.filter((channel) => repairs[channel] === day)
      const news = await noteDiffering((differing) => [...new Set([...differing, ...unmended])])
      if (due.length === 0) return news
      for (const channel of due) repairs[channel] = day
      await putSetting('repairs', repairs)
      // Whether that helped is to be seen at once.
      const compared = Object.entries((await getSetting('compared')) ?? {})
      await putSetting(
        'compared',
        Object.fromEntries(compared.filter(([one]) => !due.includes(one))),
      )
      const untold = (await getSetting('unreportedRepairs')) ?? []
      await putSetting('unreportedRepairs', [...new Set([...untold, ...due])])
      await db.shadow.clear()
      await putSetting('rebuild', { reason: 'digest', channels: due, cursors: {}, phase: 'pull' })
      await bump('generation')
      return true
    }),
  )
}

/**
 * Changes which channels fetching anew did not mend. Joins the transaction around it. PROTOCOL 7.6
 * @returns whether that made a difference
 */
export async function noteDiffering(change: (before: string[]) => string[]): Promise<boolean> {
  const before = (await getSetting('differing')) ?? []
  const after = change(before)
  if (after.length === before.length) return false
  await putSetting('differing', after)
  return true
}
