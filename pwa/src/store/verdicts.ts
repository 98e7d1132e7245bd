import type { Result, Verdict } from '../rules/types'
import { db } from './database'
import { withStore } from './errors'
import { dropErased, noteChannels, putRows, settleSent } from './inbox'
import type { Mark, OutboxItem, SentItem } from './rows'
import { getSetting, putSetting } from './settings'

const RETRIES = 5
/** Applied, or known to be the same again: nothing for a person to do. */
const DONE: Verdict[] = ['applied']

/**
 * Whether base was replaced since the request, or another tab or worker has heard of a commit. The
 * server held its history against the `seen` of the request, so of a restored one the answer may
 * come out of another history than this phone knows by now. Asked again, it costs nothing. PROTOCOL 7
 */
export async function isStale(asked: Mark): Promise<boolean> {
  const generation = (await getSetting('generation')) ?? 0
  return generation !== asked.generation || String(await readSeen()) !== String(asked.seen)
}

async function readSeen(): Promise<Mark['seen']> {
  return (await getSetting('seen')) ?? null
}

/**
 * Applies the verdicts of one answer in one transaction: base row replaced only if its version is
 * higher, change moved from outbox to sent, `seen` raised. A result for a change that is no longer
 * in the outbox (another tab was first) only brings its row. Gives the mark for the page that came
 * with it. PROTOCOL 7
 */
export async function applyVerdicts(
  results: Result[],
  seen: [number, string] | null,
  asked: Mark,
  now: string,
): Promise<Mark> {
  return await withStore(() =>
    db.transaction('rw', [db.outbox, db.sent, db.base, db.meta, db.carried], async () => {
      await putSetting('lastContact', now)
      if (await isStale(asked)) return asked
      const alone = ((await getSetting('writes')) ?? 0) === asked.writes
      for (const result of await applyPlain(results, now)) {
        const item = await db.outbox.get(result.id)
        if (item) await applyVerdict(item, result, now)
      }
      const rows = results.flatMap((result) => (result.row ? [result.row] : []))
      await noteChannels(rows)
      await putRows('base', rows)
      // Such a row may have come before, by a page, and dropped what was in sent by then.
      await dropErased(rows)
      await closeAlreadySettled(results)
      await raiseSeen(seen)
      const writes = alone ? ((await getSetting('writes')) ?? 0) : -1
      return { ...asked, writes, seen: await readSeen() }
    }),
  )
}

/**
 * What simply went in is moved all at once: of hundreds, one by one would keep whoever saves waiting.
 * @returns the other results
 */
async function applyPlain(results: Result[], now: string): Promise<Result[]> {
  const items = await db.outbox.bulkGet(results.map(({ id }) => id))
  const moved = new Map<string, SentItem>()
  const others = results.filter((result, at) => {
    const item = items[at]
    if (!item || item.replaces || !DONE.includes(result.verdict)) return true
    moved.set(item.id, sentOf(item, result, now))
    return false
  })
  await db.sent.bulkPut([...moved.values()])
  await db.outbox.bulkDelete([...moved.keys()])
  return others
}

async function applyVerdict(item: OutboxItem, result: Result, now: string): Promise<void> {
  const { code } = result
  if (result.verdict === 'retry') {
    const tries = item.tries + 1
    const error = tries >= RETRIES ? (code ?? 'internal_failure') : null
    await db.outbox.put({ ...item, tries, error })
    return
  }
  if (result.verdict === 'gone') {
    await db.outbox.where('record').equals(item.record).delete()
    await db.sent.where('record').equals(item.record).delete()
  }
  await db.sent.put(sentOf(item, result, now))
  await db.outbox.delete(item.id)
  // In review it stands for both, as on the server; a conflict or a held one answers neither.
  if (item.replaces && ['applied', 'review'].includes(result.verdict)) {
    await closeReplaced(item.replaces, item.author)
  }
}

function sentOf(item: OutboxItem, result: Result, now: string): SentItem {
  const { code } = result
  const { tries: _tries, error: _error, prev, why, ...change } = item
  const erased = result.verdict === 'gone'
  // A code with `applied` is a notice: text was taken out, or the day needs somebody's look.
  const told = erased || code !== null || !DONE.includes(result.verdict)
  return {
    ...change,
    ...(erased ? { set: {} } : { ...(prev && { prev }), ...(why && { why }) }),
    verdict: result.verdict,
    code: code ?? (erased ? 'erased' : null),
    fields: result.fields ?? [],
    sentAt: now,
    ...(told ? { open: 1 as const } : {}),
  }
}

/**
 * Closes the change that a correction replaces, once the server has the correction. A change of another
 * person on this phone stays open, as it does on the server (PROTOCOL 4.1.4).
 */
async function closeReplaced(change: string, author: string | null): Promise<void> {
  const item = await db.sent.get(change)
  if (item && item.author === author) {
    const { open: _open, ...closed } = item
    await db.sent.put({ ...closed, settled: { outcome: 'replaced', reason: null } })
  }
  const aside = await db.outbox.get(change)
  if (aside?.error) await db.outbox.delete(change)
}

/** After a lost answer the settlement may have come before the verdict it settles. */
async function closeAlreadySettled(results: Result[]): Promise<void> {
  const ids = new Set(results.filter((one) => !DONE.includes(one.verdict)).map((one) => one.id))
  if (ids.size === 0) return
  const settlements = await db.base.where('kind').equals('settlement').toArray()
  for (const row of settlements) if (ids.has(row.f.change as string)) await settleSent(row)
}

/** The highest commit heard of, from push or pull. PROTOCOL 7 */
export async function raiseSeen(heard: [number, string] | null): Promise<void> {
  if (!heard) return
  const seen = await readSeen()
  if (!seen || heard[0] > seen[0]) await putSetting('seen', heard)
}

/** Sets one hopeless change aside: visible, exportable, no longer sent. */
export async function setAside(change: string, code: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.outbox, async () => {
      const item = await db.outbox.get(change)
      if (item) await db.outbox.put({ ...item, error: code })
    }),
  )
}

/** Lets what was set aside be tried again: the person asks, or a new version of the app is here. */
export async function retrySetAside(): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.outbox, async () => {
      const aside = (await db.outbox.toArray()).filter((item) => item.error !== null)
      await db.outbox.bulkPut(aside.map((item) => ({ ...item, tries: 0, error: null })))
    }),
  )
}

/** A person has read a notice; verdicts that somebody has to settle stay. */
export async function dismissSent(change: string): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.sent, async () => {
      const item = await db.sent.get(change)
      if (!item || !(item.settled || ['applied', 'gone'].includes(item.verdict))) return
      const { open: _open, ...read } = item
      await db.sent.put(read)
    }),
  )
}
