import { updateBadge } from '../store/badge'
import { Pace } from './backoff'
import { device } from './device'
import { oneAtATime } from './one-at-a-time'
import { deliverCarried } from './relay'
import { runRounds } from './sender'

/** The tag that the page registers and the service worker listens for. */
export const SYNC_TAG = 'tungngo-send'

/**
 * Sends while no page is open. Throws if it has to be tried again: the browser then wakes the
 * worker another time, a few times at most, which is why this is a bonus and never the plan.
 */
export async function sendInBackground(): Promise<void> {
  const ended = await oneAtATime(() => runRounds(device, new Pace()))
  if (ended.end !== 'stopped') await deliverCarried()
  await updateBadge().catch(() => undefined) // what was sent is sent
  if (ended.end === 'wait') throw new Error('not sent yet')
}
