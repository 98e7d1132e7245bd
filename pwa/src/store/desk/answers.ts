import { db } from '../database'
import { withStore } from '../errors'
import type { DeskAnswer } from '../rows'
import { bump, getSetting, putSetting } from '../settings'
import { ACCOUNT } from './account'
import { dropDeskForms } from './forms'

/** So many answers are kept at most, the newest; who is signed in is always among them. */
const MOST = 200
const FEWEST = 180

/** An asking that has begun. Answers come in another order than they were asked for. */
export interface PendingRead {
  key: string
  turn: number
  /** Whose turn at the desk it is: raised by everybody who signs in or out. */
  generation: number
  kept: DeskAnswer | undefined
}

/** Null while the server has not heard of a sign-out. */
export async function beginRead(key: string): Promise<PendingRead | null> {
  return await withStore(() =>
    db.transaction('rw', db.desk, db.meta, async () => {
      if (await getSetting('deskLeaving')) return null
      const turn = await bump('deskTurn')
      const generation = (await getSetting('deskGeneration')) ?? 0
      return { key, turn, generation, kept: await db.desk.get(key) }
    }),
  )
}

/**
 * Keeps an answer, unless a later asking was answered before, or somebody has signed out since. With
 * a null body there is nothing to show any more, and no earlier answer brings it back.
 */
export async function putDeskAnswer(
  { key, turn, generation }: PendingRead,
  answer: Pick<DeskAnswer, 'at' | 'etag' | 'body'>,
): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.desk, db.meta, async () => {
      if (((await getSetting('deskGeneration')) ?? 0) !== generation) return
      const there = await db.desk.get(key)
      if ((there?.turn ?? 0) > turn) return
      await db.desk.put({ ...answer, key, turn })
      if ((await db.desk.count()) > MOST) await dropOldest()
    }),
  )
}

async function dropOldest(): Promise<void> {
  const all = (await db.desk.toArray()).filter(({ key }) => key !== ACCOUNT)
  all.sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0))
  await db.desk.bulkDelete(all.slice(0, -FEWEST).map(({ key }) => key))
}

/**
 * Leaves nothing of the desk on this device, nor anything that is still on its way; what was
 * recorded on the phone stays. With an asking, only if nobody has signed in or out since.
 */
export async function clearDesk(asking?: PendingRead): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.desk, db.meta, async () => {
      const generation = (await getSetting('deskGeneration')) ?? 0
      if (asking && asking.generation !== generation) return
      await db.desk.clear()
      await bump('deskGeneration')
    }),
  )
}

/** Stores a new session. Deletes the answers of another account, and ignores its reads on the way; the
 * answers of the same account stay. */
export async function replaceDesk(
  key: string,
  answer: Pick<DeskAnswer, 'at' | 'etag' | 'body'>,
): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.desk, db.meta, async () => {
      const before = accountOf((await db.desk.get(ACCOUNT))?.body)
      if (before && before === accountOf(answer.body)) await bump('deskGeneration')
      else await clearDesk()
      await db.desk.put({ ...answer, key, turn: await bump('deskTurn') })
    }),
  )
}

const accountOf = (body: unknown): string | undefined =>
  (body as { account?: { id?: string } } | null | undefined)?.account?.id

/** Signed out here; until the server has heard of it nothing is asked for at the desk. */
export async function beginLeaving(): Promise<void> {
  await withStore(() =>
    db.transaction('rw', db.desk, db.drafts, db.meta, async () => {
      await clearDesk()
      await dropDeskForms()
      await putSetting('deskLeaving', true)
    }),
  )
}

export async function endLeaving(): Promise<void> {
  await withStore(() => putSetting('deskLeaving', false))
}

export async function isLeaving(): Promise<boolean> {
  return (await withStore(() => getSetting('deskLeaving'))) ?? false
}
