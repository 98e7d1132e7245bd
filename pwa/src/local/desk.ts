import { db } from './database'
import { withStore } from './errors'
import type { DeskAnswer } from './rows'

export async function getDeskAnswer(key: string): Promise<DeskAnswer | undefined> {
  return await withStore(() => db.desk.get(key))
}

export async function putDeskAnswer(answer: DeskAnswer): Promise<void> {
  await withStore(() => db.desk.put(answer))
}

/** Who signs out leaves nothing of the desk behind. What was recorded on the phone stays. */
export async function clearDesk(): Promise<void> {
  await withStore(() => db.desk.clear())
}
