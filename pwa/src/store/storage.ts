import { withStore } from './errors'
import { getSetting, putSetting } from './settings'
import { setStatus } from './status'

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
  setStatus({ storage: { persisted, usage: usage ?? null, quota: quota ?? null } })
}
