import { liveQuery } from 'dexie'
import { db } from './database'
import { withStore } from './errors'
import { markHeld, readMark } from './held-mark'
import { getMeta, putMeta } from './meta'

/**
 * Keeps, outside the database, only how many changes this phone holds unsent. A browser that throws
 * the database away (it does with a broken one, without a word) leaves this behind, and the loss can
 * be told.
 */
export function watchHeld(): void {
  liveQuery(async () => ({
    joined: Boolean(await getMeta('standing')),
    unsent: await db.outbox.count(),
  })).subscribe({
    next: ({ joined, unsent }) => {
      // A phone that nobody has used holds nothing to lose.
      if (joined || unsent > 0 || readMark()) markHeld(unsent)
    },
    error: () => undefined,
  })
}

/** At the start, before this phone gets an id: whether what it held is gone. PROTOCOL 7.13 */
export async function findLoss(): Promise<void> {
  if (await withStore(() => getMeta('device'))) return
  const held = readMark()
  await withStore(() => (held ? putMeta('lost', held) : putMeta('unasked', true)))
}

export async function forgetLoss(): Promise<void> {
  await withStore(() => putMeta('lost', null))
}

/** Nothing is left to tell whether this phone held something, and nobody has joined on it since. */
export async function isUnasked(): Promise<boolean> {
  return await withStore(async () =>
    Boolean((await getMeta('unasked')) && !(await getMeta('standing'))),
  )
}

/** What the server knows of the phone that its cookie names; null if it knows none. */
export interface KnownPhone {
  device: string
  last_contact: string | null
  pending: number | null
}

export async function noteKnownPhone(phone: KnownPhone | null): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      await putMeta('unasked', false)
      // Who has joined meanwhile is the phone that is known.
      if (!phone || (await getMeta('standing')) || phone.device === (await getMeta('device')))
        return
      await putMeta('lost', { unsent: phone.pending ?? 0, at: phone.last_contact })
    }),
  )
}
