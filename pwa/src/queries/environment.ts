import { computed, type ReadonlySignal } from '@preact/signals'
import { standalone } from '../local/page'
import { VERSION } from '../local/version'
import { status } from './status'
import type { Environment } from './types'

const agent = globalThis.navigator?.userAgent ?? ''
const android = /Android/i.test(agent)
// An iPad says it is a Mac, but no Mac has a touch screen.
const ios =
  /iPhone|iPad|iPod/.test(agent) ||
  (/Macintosh/.test(agent) && (globalThis.navigator?.maxTouchPoints ?? 0) > 1)

/** Browsers inside other apps keep data apart and throw it away; nothing should be recorded there. */
export function inAppBrowser(userAgent: string): Environment['inAppBrowser'] {
  if (/\bZalo\b/i.test(userAgent)) return 'zalo'
  if (/FBAN|FBAV|FB_IAB|Messenger|Instagram/.test(userAgent)) return 'facebook'
  if (/; wv\)|\bLine\/|TikTok|musical_ly|MicroMessenger/.test(userAgent)) return 'other'
  return null
}

/**
 * The page's address for Chrome on Android. Android looks for the last "#", so the fragment with
 * an invitation's code goes along.
 */
export function chromeAddress(href: string): string | null {
  const { protocol } = new URL(href)
  if (protocol !== 'https:') return null
  const back = encodeURIComponent(href)
  const rest = href.slice('https://'.length)
  return `intent://${rest}#Intent;scheme=https;package=com.android.chrome;S.browser_fallback_url=${back};end`
}

const inside = inAppBrowser(agent)
// Read now: the join screen wipes the code off the address.
const chrome = inside && android ? chromeAddress(location.href) : null

const current = computed<Environment>(() => ({
  inAppBrowser: inside,
  openInBrowser: chrome,
  standalone,
  ios,
  canInstall: status.value.canInstall,
  updateReady: status.value.updateReady,
  offlineReady: status.value.offlineReady,
  storageProblem: status.value.storageProblem,
  version: VERSION,
}))

/** Where this page runs and what the browser offers; never undefined. */
export function environment(): ReadonlySignal<Environment> {
  return current
}
