import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { SYNC_TAG, sendInBackground } from '../sync/background'
import { keptOnFirstUse } from './first-use'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

interface SyncEvent extends ExtendableEvent {
  tag: string
}

// Files only; what is under /api is data and has its own store.
cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(api|c|healthz|readyz|metrics)\b/],
  }),
)

// The QR reader, English, and the screens of leads and coordinators.
const ON_FIRST_USE = /\.wasm$|^\/assets\/(desk|english|lead|scanner)\//
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && ON_FIRST_USE.test(url.pathname),
  keptOnFirstUse,
)

// The very first visit is served by the worker too, so that its later parts open with no network.
clientsClaim()

// A new version waits until the person agrees to it.
self.addEventListener('message', (event) => {
  if (event.data === 'SKIP_WAITING') void self.skipWaiting()
})

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent
  if (tag === SYNC_TAG) (event as SyncEvent).waitUntil(sendInBackground())
})
