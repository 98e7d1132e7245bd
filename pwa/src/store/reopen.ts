import { checkStore } from './check-store'
import { db } from './database'

/**
 * A browser that throws the store away closes it first, and what is on screen stays as it was. A
 * read opens a new one, and all that is shown is read anew.
 */
export function reopenWhenClosed(): void {
  db.on('close', () => {
    if (document.visibilityState === 'visible') setTimeout(() => void checkStore())
  })
}
