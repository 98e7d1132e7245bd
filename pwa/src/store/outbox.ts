import { SCHEMA } from '../rules/protocol-limits'
import type { Fields, Kind, Op } from '../rules/types'
import { dropDraft } from './change-drafts'
import { db } from './database'
import { withStore } from './errors'
import { type Author, currentAuthor } from './people'
import { type RecordState, recordState } from './record-state'
import { bump } from './settings'
import { withUnsentMarker } from './unsent-marker'

export type { RecordState }

export interface NewChange {
  op: Op
  set: Fields
  prev?: Fields
  replaces?: string
  why?: string
}

/** Reads one record; joins the transaction around it. */
export async function readRecordState(record: string): Promise<RecordState> {
  const row = await db.base.get(record)
  const waiting = await db.outbox.where('record').equals(record).sortBy('no')
  const sent = await db.sent.where('record').equals(record).sortBy('no')
  return recordState(row, waiting, sent)
}

/**
 * Writes one change: number, person, outbox line, in one strict transaction. Resolves when the
 * medium has it: then, and only then, may "Đã lưu trên máy" be said. `compose` decides on what
 * stands in the store at that moment; null writes nothing. The draft that it was filled in from goes
 * in the same moment, so that nobody finds it again and saves it twice; what was in it is `filled`.
 * Raises StoreError; whatever `compose` raises passes.
 */
export async function writeChange(
  where: { id: string; kind: Kind; record: string; at: string; channel?: string },
  compose: (known: RecordState, author: Author | null, filled: unknown) => NewChange | null,
  draft?: string,
): Promise<void> {
  await withUnsentMarker(() =>
    withStore(
      () => write(where, compose, draft),
      (wrote) => wrote,
    ),
  )
}

/** Whether it wrote a change. */
function write(...[where, compose, draft]: Parameters<typeof writeChange>): Promise<boolean> {
  return db.transaction('rw', db.outbox, db.meta, db.base, db.sent, db.drafts, async () => {
    const filled = draft ? await dropDraft(draft, where.record) : null
    // The work runs again after a lost connection; the first run may have got through.
    if ((await db.outbox.get(where.id)) || (await db.sent.get(where.id))) return true
    const record = await readRecordState(where.record)
    const person = await currentAuthor()
    const composed = compose(record, person, filled)
    if (!composed) return false
    const own = record.row?.channel ?? record.waiting[0]?.channel
    await db.outbox.add({
      // A waiting phone's rows stand in its device channel until the team takes them. Of who may
      // not act nothing goes out, into a team's record neither. An event says itself where it stands.
      channel: person?.channel && own?.startsWith('team:') ? own : (person?.channel ?? null),
      ...where,
      ...composed,
      no: await bump('no'),
      author: person?.member ?? null,
      ...(person && !person.channel && { team: person.team }),
      schema: SCHEMA,
      tries: 0,
      error: null,
    })
    return true
  })
}
