import { computed, effect } from '@preact/signals'
import { dropOldPapers, letPapersMakeRoom } from '../actions/eviction'
import { PRACTICE } from '../practice'
import { me } from '../queries'
import { isInvited } from '../queries/activities'
import { isLead } from './frame'

/** After what the first screen itself does, on a slow phone too. */
const QUIET_MS = 3_000
const IDLE_MS = 15_000

/** What is kept on first use, and whoever holds this phone may first need where no network is. */
export function cacheScreens(): void {
  letPapersMakeRoom()
  const joined = computed(() => Boolean(me().value?.current))
  const leads = computed(() => {
    const who = me().value?.current
    return Boolean(who && isLead(who))
  })
  effect(() => (joined.value && !PRACTICE ? after(IDLE_MS, cacheScanner) : undefined))
  effect(() => (joined.value && !PRACTICE ? whenOnline(cacheOwnData) : undefined))
  effect(() => (isInvited().value ? whenOnline(cacheActivityScreens) : undefined))
  whenOnline(dropOldPapers)
  effect(() => (leads.value ? whenOnline(cacheLeadScreens) : undefined))
}

/** Works once the first screen is quiet, and again with each network that comes. */
function whenOnline(work: () => Promise<void>): () => void {
  const stop = after(QUIET_MS, work)
  const again = () => void work().catch(() => undefined)
  addEventListener('online', again)
  return () => {
    stop()
    removeEventListener('online', again)
  }
}

/** Works once after so many ms unless stopped; what fails is tried again at the next start. */
function after(ms: number, work: () => Promise<void>): () => void {
  const timer = setTimeout(() => void work().catch(() => undefined), ms)
  return () => clearTimeout(timer)
}

/** Only what comes by the worker is kept by it. */
async function cacheLeadScreens(): Promise<void> {
  await navigator.serviceWorker?.ready
  await Promise.all([import('./team/screens'), import('./gather/gather')])
}

/** Nobody should need a network to ask for what is theirs. */
async function cacheOwnData(): Promise<void> {
  await navigator.serviceWorker?.ready
  await Promise.all([import('./own-data/own-data'), import('./me/boast-card')])
}

async function cacheActivityScreens(): Promise<void> {
  await navigator.serviceWorker?.ready
  await Promise.all([import('./activity/own-activities'), import('./reader/reader')])
}

async function cacheScanner(): Promise<void> {
  await (await import('../actions/cache-scanner')).cacheScanner()
}
