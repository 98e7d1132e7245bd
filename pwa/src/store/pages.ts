import { db } from './database'
import { withStore } from './errors'
import { type PulledRow, putRows, saveChannels } from './inbox'
import { noteMembersThere } from './newcomers'
import type { Mark } from './rows'
import { bump, getSetting, putSetting, type Rebuild } from './settings'
import { isStale, raiseSeen } from './verdicts'

export interface Page {
  seen: [number, string] | null
  channels: string[]
  rows: PulledRow[]
  cursor: Record<string, number>
  more: boolean
}

/** `stale`: the store has gone on without the request, and nothing of the page was taken. */
export type AppliedPage = 'stale' | { mark: Mark; rebuilt: Rebuild['reason'] | null }

/**
 * Applies one page: rows, cursors and channels in one transaction, and only if generation and
 * `seen` are still what they were at the request. PROTOCOL 7
 */
export async function applyPage(page: Page, asked: Mark): Promise<AppliedPage> {
  return await withStore<AppliedPage>(
    () =>
      db.transaction(
        'rw',
        [db.base, db.shadow, db.sent, db.outbox, db.meta, db.carried],
        async () => {
          if (await isStale(asked)) return 'stale'
          const alone = ((await getSetting('writes')) ?? 0) === asked.writes
          await saveChannels(page.channels)
          const rebuild = (await getSetting('rebuild')) ?? null
          const rebuilt = rebuild?.phase === 'pull' ? await applyRebuilt(page, rebuild) : null
          if (!rebuild || rebuild.phase === 'have') await applyRows(page)
          await raiseSeen(page.seen)
          if (!page.more) await completed()
          const writes = alone ? ((await getSetting('writes')) ?? 0) : -1
          return { mark: { ...asked, writes }, rebuilt }
        },
      ),
    (taken) => taken !== 'stale',
  )
}

async function completed(): Promise<void> {
  if (await getSetting('complete')) return
  await putSetting('complete', true)
  await noteMembersThere()
}

async function applyRows(page: Page): Promise<void> {
  await putRows('base', page.rows)
  await raiseCursors(page.cursor)
}

async function raiseCursors(told: Record<string, number>): Promise<void> {
  const cursors = (await getSetting('cursors')) ?? {}
  for (const [channel, at] of Object.entries(told)) {
    cursors[channel] = Math.max(cursors[channel] ?? 0, at)
  }
  await putSetting('cursors', cursors)
}

/** A page for the shadow. Rows of channels that are not being rebuilt go to base as always. */
async function applyRebuilt(page: Page, rebuild: Rebuild): Promise<Rebuild['reason'] | null> {
  const anew = (channel: string) => rebuild.channels === 'all' || rebuild.channels.includes(channel)
  const cursor = Object.entries(page.cursor)
  await putRows(
    'shadow',
    page.rows.filter((row) => anew(row.channel)),
  )
  await applyRows({
    ...page,
    rows: page.rows.filter((row) => !anew(row.channel)),
    cursor: Object.fromEntries(cursor.filter(([channel]) => !anew(channel))),
  })
  const cursors = {
    ...rebuild.cursors,
    ...Object.fromEntries(cursor.filter(([channel]) => anew(channel))),
  }
  if (page.more) {
    await putSetting('rebuild', { ...rebuild, cursors })
    return null
  }
  await swap({ ...rebuild, cursors })
  return rebuild.reason
}

/** The shadow takes the place of what it was built for. */
async function swap(rebuild: Rebuild): Promise<void> {
  if (rebuild.channels === 'all') await db.base.clear()
  else await db.base.where('channel').anyOf(rebuild.channels).delete()
  await db.base.bulkPut(await db.shadow.toArray())
  await db.shadow.clear()
  const kept = rebuild.channels === 'all' ? {} : ((await getSetting('cursors')) ?? {})
  await putSetting('cursors', { ...kept, ...rebuild.cursors })
  await putSetting('rebuild', rebuild.reason === 'history' ? { ...rebuild, phase: 'have' } : null)
  await bump('generation')
  await bump('writes')
}
