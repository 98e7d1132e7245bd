import { db } from './database'
import { checkStore } from './errors'

/**
 * A browser that throws the store away closes it first, and what is on screen stays as it was. A
 * read opens a new one, and all that is shown is read anew.
 */
export function reopenWhenClosed(): void {
  db.on('close', () => {
    if (document.visibilityState === 'visible') setTimeout(() => void checkStore())
  })
}
