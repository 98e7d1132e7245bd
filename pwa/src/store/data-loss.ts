import { liveQuery } from 'dexie'
import { crowds } from './crowd'
import { db } from './database'
import { withStore } from './errors'
import { getSetting, putSetting } from './settings'
import { readUnsentMarker, takeLastCount, writeUnsentMarker } from './unsent-marker'

/**
 * Keeps, outside the database, only how many changes this phone holds unsent. A browser that throws
 * the database away (it does with a broken one, without a word) leaves this behind, and the loss can
 * be told. Where that happens under an open page `onLost` is called, once what was lost is noted. The
 * answer stops watching.
 */
export function watchUnsent(onLost: () => void = () => undefined): () => void {
  let known: string | null = null
  const watching = liveQuery(async () => ({
    device: (await getSetting('device')) ?? null,
    joined: Boolean(await getSetting('standing')),
    // Who is being counted is lost with it too, though it is no session yet.
    unsent: (await db.outbox.count()) + (await crowds()),
  })).subscribe({
    next: ({ device, joined, unsent }) => {
      const isGone = known !== null && device !== known
      known = device
      if (isGone) void recordDataLoss().then(onLost, () => undefined)
      // A phone that nobody has used holds nothing to lose.
      else if (joined || unsent > 0 || readUnsentMarker()) writeUnsentMarker(unsent)
    },
    error: () => undefined,
  })
  return () => watching.unsubscribe()
}

/** The store that this page reads is another one than a moment ago. PROTOCOL 7.13 */
async function recordDataLoss(): Promise<void> {
  const held = takeLastCount()
  await withStore(() =>
    db.transaction('rw', db.meta, async () => {
      // Another window of this phone has noticed before, and has told.
      if (await getSetting('device')) return
      if (held) await putSetting('lost', held)
      // What is still on its way was asked for by the phone that is gone.
      await putSetting('generation', Date.now())
    }),
  )
}

/** At the start, before this phone gets an id: whether what it held is gone. PROTOCOL 7.13 */
export async function detectDataLoss(): Promise<void> {
  if (await withStore(() => getSetting('device'))) return
  const held = readUnsentMarker()
  await withStore(() => (held ? putSetting('lost', held) : putSetting('unasked', true)))
}

export async function dismissDataLoss(): Promise<void> {
  await withStore(() => putSetting('lost', null))
}

/** Nothing is left to tell whether this phone held something, and nobody has joined on it since. */
export async function mayHaveLostData(): Promise<boolean> {
  return await withStore(async () =>
    Boolean((await getSetting('unasked')) && !(await getSetting('standing'))),
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
      await putSetting('unasked', false)
      // Who has joined meanwhile is the phone that is known.
      if (!phone || (await getSetting('standing')) || phone.device === (await getSetting('device')))
        return
      await putSetting('lost', { unsent: phone.pending ?? 0, at: phone.last_contact })
    }),
  )
}
