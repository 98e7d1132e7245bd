import { probe } from '../api/sync'
import { followMergedDrafts } from '../store/change-drafts'
import { isLeaving } from '../store/desk/answers'
import { getStatus, setStatus } from '../store/status'
import { retrySetAside } from '../store/verdicts'
import { SYNC_TAG } from './background'
import { Pace, waitAfter } from './backoff'
import { device } from './device'
import { oneAtATime } from './one-at-a-time'
import { askForDataLoss } from './own-phone'
import { deliverCarried } from './relay'
import { Sender } from './sender'

const EVERY_MS = 120_000

const sender = new Sender(
  device,
  new Pace(),
  oneAtATime,
  { set: (work, ms) => setTimeout(work, ms), clear: (timer) => clearTimeout(timer as number) },
  (sending) => {
    setStatus({ sending })
    // Own changes first; then, as the server is there, what is carried for others, and what is aimed at.
    if (!sending && getStatus().online === 'yes') void finishSoon()
  },
)

/** After each save. It returns at once; no screen waits for the network. */
export function sendSoon(): void {
  void sender.kick()
  void askForBackgroundSync()
}

/** The button: no waiting, and what was set aside is tried again. */
export async function sendNow(): Promise<void> {
  await retrySetAside()
  await sender.kick('asked')
  if (getStatus().online !== 'yes') await lookForServer()
}

/** After joining, and at the start. */
export function sendFirst(): void {
  void sender.kick('asked').then(lookIfUnknown)
}

/** Start, network, coming back to the page, and a timer. PROTOCOL 7 */
export function startSending(): void {
  const back = () => {
    if (document.visibilityState !== 'visible') return
    void sender.kick('network').then(lookIfUnknown)
    void refreshExtras()
  }
  addEventListener('online', back)
  addEventListener('offline', () => setStatus({ online: 'no' }))
  addEventListener('pageshow', (event) => {
    if (event.persisted) back()
  })
  document.addEventListener('visibilitychange', back)
  setInterval(() => {
    if (document.visibilityState !== 'visible') return
    void sender.kick().then(lookIfUnknown)
    void refreshExtras()
  }, EVERY_MS)
  sendFirst()
  void refreshExtras()
}

let untold = 0
let again: ReturnType<typeof setTimeout> | undefined

/**
 * What waits for a network without being synced: a sign-out of the desk that the server has not heard
 * of, and whether it knows this phone though its store is empty.
 */
async function refreshExtras(): Promise<void> {
  try {
    if (await isLeaving()) await (await import('./desk')).reportSignOut()
    // A network carries nothing yet when the browser tells of it, and it tells once.
    untold = navigator.onLine && (await isLeaving()) ? untold + 1 : 0
    clearTimeout(again)
    if (untold) again = setTimeout(refreshExtras, waitAfter(untold, null, Math.random))
    await askForDataLoss()
  } catch {
    // The store cannot say: told by storageProblem, and asked again with the next network.
  }
}

async function finishSoon(): Promise<void> {
  try {
    await followMergedDrafts()
    await deliverCarried()
    await (await import('./plan')).refreshPlan()
  } catch {
    // The store cannot say, and what it carries stays: asked again after the next round.
  }
}

/** A phone that nobody has joined with sends nothing, but may still know whether it could. */
async function lookIfUnknown(): Promise<void> {
  if (getStatus().online !== 'yes') await lookForServer()
}

async function lookForServer(): Promise<void> {
  // The browser may claim a network that leads nowhere; our own answer is the proof.
  setStatus({ online: (await probe()) ? 'yes' : 'no' })
}

async function askForBackgroundSync(): Promise<void> {
  try {
    const worker = await navigator.serviceWorker?.getRegistration()
    const { sync } = (worker ?? {}) as { sync?: { register(tag: string): Promise<void> } }
    await sync?.register(SYNC_TAG)
  } catch {
    // Not allowed or not there: the page sends while it is open.
  }
}
