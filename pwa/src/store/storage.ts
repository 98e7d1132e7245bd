import { withStore } from './errors'
import { getSetting, putSetting } from './settings'
import { getStatus, setStatus } from './status'

/**
 * Asks the browser, once, not to throw this phone's data away: after the first save, and after
 * installing. Most browsers decide by themselves; a no is normal and is told as it is.
 */
export async function requestPersistence(again = false): Promise<void> {
  if (!navigator.storage?.persist) return
  if (!again && (await withStore(() => getSetting('persistAsked')))) return
  await withStore(() => putSetting('persistAsked', true))
  await navigator.storage.persist()
  await checkStorage()
}

export async function checkStorage(): Promise<void> {
  if (!navigator.storage?.persisted) return
  const persisted = await navigator.storage.persisted()
  const { usage, quota } = (await navigator.storage.estimate?.()) ?? {}
  const { ready } = getStatus()
  setStatus({
    storage: { persisted, usage: usage ?? null, quota: quota ?? null },
    ready: ready && { ...ready, kept: persisted }, // the notice that it lacks this goes at once
  })
}
