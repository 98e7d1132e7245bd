import { db } from './database'
import { withStore } from './errors'

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
