import { liveQuery } from 'dexie'
import { db } from './database'
import { withStore } from './errors'
import { getMeta, type MetaValues, putMeta } from './meta'

const KEY = 'tungngo.held'

type Held = NonNullable<MetaValues['lost']>

/**
 * Keeps, outside the database, only how many changes this phone holds unsent. A browser that throws
 * the database away (it does with a broken one, without a word) leaves this behind, and the loss can
 * be told.
 */
export function watchHeld(): void {
  liveQuery(async () => ((await getMeta('standing')) ? await db.outbox.count() : null)).subscribe({
    next: (unsent) => {
      if (unsent !== null) keep({ unsent, at: new Date().toISOString() })
    },
    error: () => undefined,
  })
}

/** At the start, before this phone gets an id: whether what it held is gone. */
export async function findLoss(): Promise<void> {
  const held = kept()
  if (!held || (await withStore(() => getMeta('device')))) return
  await withStore(() => putMeta('lost', held))
}

export async function forgetLoss(): Promise<void> {
  await withStore(() => putMeta('lost', null))
}

// A browser that refuses this storage refuses the database too, and that is told by itself.
function kept(): Held | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as Held | null
  } catch {
    return null
  }
}

function keep(held: Held): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(held))
  } catch {
    // see kept()
  }
}
