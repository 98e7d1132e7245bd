import { setStatus } from '../store/status'

const HOUR_MS = 3_600_000
/** A worker that takes longer than this to take over will not; a slow phone needs seconds to start it. */
const TAKE_OVER_MS = 10_000

let registration: ServiceWorkerRegistration | null = null
let dirty = false
let wanted = false
let reloading = false

/** Registers the service worker and looks for new versions: start, coming back, every hour. */
export async function watchUpdates(): Promise<void> {
  if (!navigator.serviceWorker) return
  const first = !navigator.serviceWorker.controller
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // Another tab took the new version. This one goes on with what it has until somebody asks.
    if (!first && !wanted) setStatus({ updateReady: true })
  })
  try {
    registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  } catch {
    return // The browser allows none here, and nothing else needs it.
  }
  follow(registration)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void checkForUpdate()
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) void checkForUpdate()
  })
  setInterval(() => void checkForUpdate(), HOUR_MS)
}

function follow(found: ServiceWorkerRegistration): void {
  if (found.waiting && navigator.serviceWorker.controller) setStatus({ updateReady: true })
  const followOne = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      // Only now are all of its files here, so that taking it works with no network too.
      if (worker.state === 'installed' && found.active && found.active !== worker)
        setStatus({ updateReady: true })
    })
  followOne(found.installing)
  found.addEventListener('updatefound', () => followOne(found.installing))
}

export async function checkForUpdate(): Promise<void> {
  if (!registration || registration.installing || !navigator.onLine) return
  try {
    await registration.update()
  } catch {
    // No network after all: the next look is soon enough.
  }
}

/** A form with unsaved input holds back the reload. */
export function setDirty(now: boolean): void {
  dirty = now
  if (!dirty && wanted) void applyUpdate()
}

/**
 * Takes the new version with exactly one reload of this page. While a form is dirty it waits until
 * it is not.
 */
export async function applyUpdate(): Promise<void> {
  wanted = true
  if (dirty || reloading) return
  const waiting = registration?.waiting
  if (!waiting) return reload()
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
  // It may take over without telling this page, which the old one did not serve.
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated') reload()
  })
  setTimeout(reload, TAKE_OVER_MS)
  waiting.postMessage('SKIP_WAITING')
}

function reload(): void {
  if (reloading) return
  reloading = true
  location.reload()
}
