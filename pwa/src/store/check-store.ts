import { db } from './database'
import { toStoreError, withStore } from './errors'

const ANSWER_MS = 1000
/**
 * A cheap read when the page comes back: iOS closes connections in the background without saying
 * so. One that does not answer is opened anew.
 */
export async function checkStore(): Promise<void> {
  if (db.gaveWay) return
  const answered = await Promise.race([
    db.meta.get('device').then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWER_MS)),
  ])
  if (answered) return
  try {
    db.close({ disableAutoOpen: false })
    await db.open()
    await withStore(() => db.meta.get('device'))
  } catch (error) {
    toStoreError(error)
  }
}

/**
 * A browser that throws the store away closes it first, and what is on screen stays as it was. A
 * read opens a new one, and all that is shown is read anew.
 */
export function reopenWhenClosed(): void {
  db.on('close', () => {
    if (document.visibilityState === 'visible') setTimeout(() => void checkStore())
  })
}
