import { clientsClaim } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { FIRST_USE } from '../../precache.config'
import { SYNC_TAG, sendInBackground } from '../sync/background'
import { cacheOnFirstUse, dropOlder, RENEW, renewCached } from './first-use'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

interface SyncEvent extends ExtendableEvent {
  tag: string
}

const isOnFirstUse = (address: string) => FIRST_USE.test(new URL(address).pathname.slice(1))

const addressOf = (file: PrecacheEntry | string) =>
  new URL(typeof file === 'string' ? file : file.url, self.location.origin).href
const files = self.__WB_MANIFEST
const onFirstUse = files.map(addressOf).filter(isOnFirstUse)

// Files only; what is under /api is data and has its own store.
cleanupOutdatedCaches()
precacheAndRoute(files.filter((file) => !isOnFirstUse(addressOf(file))))
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(a|api|\.well-known|c|C|d|p|healthz|readyz|metrics)\b/],
  }),
)

registerRoute(({ url, sameOrigin }) => sameOrigin && isOnFirstUse(url.href), cacheOnFirstUse)
self.addEventListener('install', (event) => event.waitUntil(renewCached(onFirstUse)))
self.addEventListener('activate', (event) => event.waitUntil(dropOlder(onFirstUse)))

// The very first visit is served by the worker too, so that its later parts open with no network.
clientsClaim()

// A new version waits until the person agrees to it.
self.addEventListener('message', (event) => {
  if (event.data === 'SKIP_WAITING') void self.skipWaiting()
  if (event.data === RENEW) event.waitUntil(renewCached(onFirstUse).catch(() => undefined))
})

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent
  if (tag === SYNC_TAG) (event as SyncEvent).waitUntil(sendInBackground())
})
