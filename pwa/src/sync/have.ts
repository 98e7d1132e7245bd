import { HAVE_IDS } from '../rules/protocol-limits'
import type { Pace } from './backoff'
import { readMissing } from './envelope'
import type { Ports, RoundEnd } from './ports'
import { handleUnauthorized } from './refused'

/**
 * After base has been built anew: what a restored server no longer has of this phone's sent
 * changes goes back into the outbox. Broken off, it starts over; asking twice changes nothing.
 * `generation`: of the rebuild that it ends. PROTOCOL 7
 */
export async function findMissing(ports: Ports, pace: Pace, generation: number): Promise<RoundEnd> {
  // First the people, or the server would not know the authors of what comes back.
  const back = (await ports.store.lacksPeople()) && (await ports.rejoin())
  if (typeof back === 'object') return { end: 'wait', ...back }
  const ids = await ports.store.sentIds()
  for (let from = 0; from < ids.length; from += HAVE_IDS) {
    const answer = await askOnce(ports, pace, ids.slice(from, from + HAVE_IDS))
    if (Array.isArray(answer)) await ports.store.requeue(answer, generation)
    else return answer
  }
  await ports.store.endRebuild(generation)
  return { end: 'done', left: true }
}

async function askOnce(ports: Ports, pace: Pace, ids: string[]): Promise<string[] | RoundEnd> {
  try {
    const answer = await ports.remote.askHave(ids)
    ports.tell({ online: 'yes' })
    if (answer.status === 401) return await handleUnauthorized(ports, pace)
    const missing = answer.status === 200 ? readMissing(answer.body) : null
    return missing ?? { end: 'wait', retryAfter: answer.retryAfter }
  } catch (error) {
    if ((error as Error).name !== 'Unreachable') throw error
    ports.tell({ online: 'no' })
    return { end: 'wait', retryAfter: null }
  }
}
