import { computed, type ReadonlySignal } from '@preact/signals'
import { standalone } from '../store/page'
import { VERSION } from '../store/version'
import { status } from './status'
import type { Environment, InAppBrowser } from './types'

const agent = globalThis.navigator?.userAgent ?? ''
// An iPad says it is a Mac, but no Mac has a touch screen.
const ios =
  /iPhone|iPad|iPod/.test(agent) ||
  (/Macintosh/.test(agent) && (globalThis.navigator?.maxTouchPoints ?? 0) > 1)

// The first that fits: Facebook's sign stands in all of its apps. On Android the Google app opens
// pages in Chrome itself.
const INSIDE: [InAppBrowser, RegExp][] = [
  ['zalo', /\bZalo\b/i],
  ['messenger', /Messenger|Orca-Android/],
  ['instagram', /Instagram/],
  ['tiktok', /TikTok|musical_ly|Bytedance|\btrill_/],
  ['facebook', /FBAN|FBAV|FB_IAB/],
  ['google', /iP(?:hone|ad|od).*\bGSA\//],
  ['other', /; wv\)|\bLine\/|MicroMessenger/],
  // A bare view inside an iPhone's app: every browser there says Safari.
  ['other', /iP(?:hone|ad|od)(?!.*Safari\/)/],
]

/** All these signs in one, for boot.js, which asks before the app is there. */
export const insideAnyApp = (): string => INSIDE.map(([, sign]) => sign.source).join('|')

/**
 * Browsers inside other apps keep data apart and throw it away; nothing should be recorded there.
 * The app installed on an iPhone calls itself no browser either.
 */
export function inAppBrowser(userAgent: string, installed = false): Environment['inAppBrowser'] {
  return (!installed && INSIDE.find(([, sign]) => sign.test(userAgent))?.[0]) || null
}

const inside = inAppBrowser(agent, standalone)

const current = computed<Environment>(() => ({
  inAppBrowser: inside,
  standalone,
  ios,
  canInstall: status.value.canInstall,
  updateReady: status.value.updateReady,
  storageProblem: status.value.storageProblem,
  version: VERSION,
}))

/** Where this page runs and what the browser offers; never undefined. */
export function environment(): ReadonlySignal<Environment> {
  return current
}
