import { DESK_PRACTICE, DESK_PRACTICE_STORE, PRACTICE_STORE, setPractice } from '../practice'
import { Database, db } from '../store/database'
import type { SettingName } from '../store/settings'

/** What of a phone is not for practice: its numbers, locks, receipts, and what concerns the desk. */
const LEFT_OUT: SettingName[] = [
  'no',
  'pins',
  'receipts',
  'lost',
  'unasked',
  'lease',
  'handedIn',
  'corrections',
  'arrivals',
  'deskTurn',
  'deskGeneration',
  'deskLeaving',
]
/** What people recorded stays where it is. */
const RECORDED = ['help_session', 'proposal']

/**
 * Opens the app on a store of its own, with the same people, places and services and no record:
 * nothing in it is ever sent. Raises what the store raises; then nothing has changed.
 */
export async function beginPractice(): Promise<void> {
  const meta = await db.meta.toArray()
  const base = await db.base.toArray()
  await fillStore(PRACTICE_STORE, async (practice) => {
    await practice.meta.bulkPut(meta.filter(({ key }) => !LEFT_OUT.includes(key as SettingName)))
    await practice.base.bulkPut(base.filter(({ kind }) => !RECORDED.includes(kind)))
  })
  setPractice('phone')
  location.assign('/')
}

/**
 * Opens the desk on a store of its own, with nothing of this device but its language: all figures are
 * made up, and no server is asked. Raises what the store raises; then nothing has changed.
 */
export async function beginDeskPractice(): Promise<void> {
  const language = await db.meta.get('language')
  await fillStore(DESK_PRACTICE_STORE, async (practice) => {
    if (language) await practice.meta.put(language)
  })
  setPractice('desk')
  location.assign('/desk')
}

async function fillStore(name: string, fill: (practice: Database) => Promise<void>): Promise<void> {
  const practice = new Database(name)
  await practice.delete()
  await practice.open()
  await fill(practice)
  practice.close()
}

/** Back to what is real; what was practised is thrown away. */
export async function endPractice(): Promise<void> {
  setPractice(null)
  // What cannot be deleted now goes when practice begins again.
  await db.delete().catch(() => undefined)
  location.assign(DESK_PRACTICE ? '/desk' : '/')
}
