import { showLanguage } from '../i18n'
import { PRACTICE } from '../practice'
import { checkStore, reopenWhenClosed } from '../store/check-store'
import { detectDataLoss, watchUnsent } from '../store/data-loss'
import { withStore } from '../store/errors'
import { ensureIdentity } from '../store/identity'
import { pruneSent } from '../store/rebuild'
import { getSetting, putSetting } from '../store/settings'
import { checkStorage } from '../store/storage'
import { retrySetAside } from '../store/verdicts'
import { VERSION } from '../store/version'
import { startSending } from '../sync/triggers'
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
  await checkStorage()
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
  const language = await withStore(() => getSetting('language'))
  if (language) await showLanguage(language)
  await detectDataLoss()
  const identify = () => ensureIdentity(() => crypto.randomUUID())
  await identify()
  watchUnsent(() => {
    void identify()
    tellLoss()
  })
  reopenWhenClosed()
  await pruneSent()
  if ((await getSetting('version')) !== VERSION) {
    // What the last version could not send, this one may.
    await retrySetAside()
    await putSetting('version', VERSION)
  }
}
