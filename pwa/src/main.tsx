import { effect } from '@preact/signals'
import { render } from 'preact'
import { loadLaterWords } from './i18n'
import { PRACTICE, setPractice } from './practice'
import { catalogue, today } from './queries'
import { shipped } from './queries/catalogue'
import { environment } from './queries/environment'
import { knownReady } from './queries/ready'
import { App, loadScreen } from './screens/app'
import { isDrawn } from './screens/early'
import { fetchCard } from './screens/home/card'
import { address, startRouter } from './screens/router'
import { withStore } from './store/errors'
import { getSetting } from './store/settings'

const root = document.getElementById('app')
// To take in the program and to draw its first screen are two tasks: between them a tap is heeded.
if (root) setTimeout(() => begin(root))

function begin(root: HTMLElement): void {
  startRouter()
  // What the address asks for comes first; on a thin line all else would stand in its way.
  const shown = loadScreen().catch(() => undefined)
  render(<App />, root)
  if (PRACTICE) import('./screens/practice/band').then(({ showBand }) => showBand(root), leave)
  void whenDrawn().then(loadLaterWords)
  void shown.then(() => {
    // No worker serves this page, so it is the first visit, and a file more is a way through the air.
    if (!navigator.serviceWorker?.controller) shipped().catch(() => undefined)
    // Who joins and at once loses the signal can log: the card is there before the first screen, which
    // asks for it by itself, but only when it is painted.
    if (address.peek().path !== '/') fetchCard().catch(() => undefined)
  })
  // In a browser inside a chat app no store is opened: it would be thrown away with the chat.
  if (environment().value.inAppBrowser) return
  // All screens wait to hear who holds the phone; a store that cannot say so is told.
  withStore(() => getSetting('device')).catch(() => undefined)
  if (address.peek().path === '/') readAhead()
  void whenDrawn()
    .then(() => import('./screens/start'))
    .then(({ start }) => start())
}

/** The first screen is drawn when it is known who holds the phone: what it shows is read meanwhile. */
function readAhead(): void {
  effect(() => {
    if (!isDrawn.value) for (const read of [today(), catalogue(), knownReady()]) read.value
  })
}

const PATIENCE_MS = 3000

/** What the first screen does not show would stand in its way; but it waits no longer than this. */
function whenDrawn(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, PATIENCE_MS)
    effect(() => {
      if (isDrawn.value) setTimeout(done)
    })
  })
}

/** Nobody may practise on a screen that does not say so. */
function leave(): void {
  setPractice(null)
  location.reload()
}
