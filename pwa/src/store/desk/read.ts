import { db } from '../database'
import { withStore } from '../errors'
import type { DeskAnswer } from '../rows'

export async function getDeskAnswer(key: string): Promise<DeskAnswer | undefined> {
  return await withStore(() => db.desk.get(key))
}
