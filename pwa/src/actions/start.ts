import { reopenWhenClosed } from '../local/closed'
import { checkStore, withStore } from '../local/errors'
import { findLoss, watchHeld } from '../local/held'
import { ensureIdentity } from '../local/identity'
import { getMeta, putMeta } from '../local/meta'
import { pruneSent } from '../local/rebuild'
import { keepStorage, lookAtStorage } from '../local/storage'
import { retrySetAside } from '../local/verdicts'
import { VERSION } from '../local/version'
import { PRACTICE } from '../practice'
import { sendSoon, startSending } from '../sync/triggers'
import { showLanguage } from '../words'
import { watchInstall } from './install'
import { lockWhenLeft } from './pin'
import { watchUpdates } from './update'

/**
 * What goes on while the app is open. The first screen waits for none of it. `tellLoss` is called
 * when the browser has thrown this phone's data away meanwhile.
 */
export async function startPhone(tellLoss: () => void): Promise<void> {
  watchInstall()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void checkStore()
  })
  lockWhenLeft()
  try {
    await prepareStore(tellLoss)
  } catch {
    // Told by storageProblem, on the screen that is already there.
  }
  startSending()
  void import('./crowd').then(({ watchCrowd }) => watchCrowd())
  void watchReady()
  await lookAtStorage()
  if (import.meta.env.PROD) await watchUpdates()
}

/** Now, when the first sending has had its time, and whenever somebody comes back to the app. */
async function watchReady(): Promise<void> {
  if (PRACTICE) return
  const { checkReady } = await import('./ready')
  const look = () => void checkReady().catch(() => undefined)
  look()
  setTimeout(look, SETTLED_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look()
  })
}

const SETTLED_MS = 20_000

async function prepareStore(tellLoss: () => void): Promise<void> {
  const language = await withStore(() => getMeta('language'))
  if (language) await showLanguage(language)
  await findLoss()
  const identify = () => ensureIdentity(() => crypto.randomUUID())
  await identify()
  watchHeld(() => {
    void identify()
    tellLoss()
  })
  reopenWhenClosed()
  await pruneSent()
  if ((await getMeta('version')) !== VERSION) {
    // What the last version could not send, this one may.
    await retrySetAside()
    await putMeta('version', VERSION)
  }
}

/** After each save: sends, and asks the browser once not to throw this phone's data away. */
export function afterSave(): void {
  sendSoon()
  void keepStorage()
}
