import { ownDetector } from './scan'

/**
 * Fetches the scanner that the app carries, where the browser has none of its own: a teammate's parcel
 * is scanned where there is no network. It is the largest thing of all, so not for who saves data.
 */
export async function cacheScanner(): Promise<void> {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (connection?.saveData || (await ownDetector())) return
  await navigator.serviceWorker?.ready
  await fetchScanner()
}

/** Fetches it now. Throws where no worker would keep it, as in a browser that refuses them. */
export async function fetchScanner(): Promise<void> {
  if (await ownDetector()) return
  const { serviceWorker } = navigator
  if (!(await serviceWorker?.getRegistration())) throw new Error('nothing keeps the scanner')
  await serviceWorker.ready
  await (await import('./scan-zxing')).cacheZxing()
}

/** Whether codes can be read with no network; null where nothing can be kept for that. */
export async function hasScanner(): Promise<boolean | null> {
  if (await ownDetector()) return true
  if (!navigator.serviceWorker || !globalThis.caches) return null
  const kept = await Promise.all(
    (await caches.keys()).map(async (name) => await (await caches.open(name)).keys()),
  )
  return kept.flat().some(({ url }) => url.endsWith('.wasm'))
}
