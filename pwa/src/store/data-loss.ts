import { liveQuery } from 'dexie'
import { crowds } from './crowd'
import { db } from './database'
import { withStore } from './errors'
import { getMeta, putMeta } from './settings'
import { markHeld, readMark, takeCount } from './unsent-marker'

/**
 * Keeps, outside the database, only how many changes this phone holds unsent. A browser that throws
 * the database away (it does with a broken one, without a word) leaves this behind, and the loss can
 * be told. Where that happens under an open page `onLost` is called, once what was lost is noted. The
 * answer stops watching.
 */
export function watchHeld(onLost: () => void = () => undefined): () => void {
  let known: string | null = null
  const watching = liveQuery(async () => ({
    device: (await getMeta('device')) ?? null,
    joined: Boolean(await getMeta('standing')),
    // Who is being counted is lost with it too, though it is no session yet.
    unsent: (await db.outbox.count()) + (await crowds()),
  })).subscribe({
    next: ({ device, joined, unsent }) => {
      const isGone = known !== null && device !== known
      known = device
      if (isGone) void noteLoss().then(onLost, () => undefined)
      // A phone that nobody has used holds nothing to lose.
      else if (joined || unsent > 0 || readMark()) markHeld(unsent)
    },
    error: () => undefined,
  })
  return () => watching.unsubscribe()
}

/** The store that this page reads is another one than a moment ago. PROTOCOL 7.13 */
async function noteLoss(): Promise<void> {
  const held = takeCount()
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      // Another window of this phone has noticed before, and has told.
      if (await getMeta('device')) return
      if (held) await putMeta('lost', held)
      // What is still on its way was asked for by the phone that is gone.
      await putMeta('generation', Date.now())
    }),
  )
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
