import { pathOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

const LISTS = [
  pathOf('/api/data-requests', { state: 'open' }),
  pathOf('/api/data-requests', { state: 'answered' }),
]

export type DataRequestToEnter = Wire['DataRequestToEnter']

/** Enters a request that came on paper. */
export async function enterDataRequest(request: DataRequestToEnter): Promise<Outcome> {
  return await change('POST', '/api/data-requests', request, LISTS)
}

/** Answers what somebody asked for about their own data; they read it on their phone. */
export async function answerDataRequest(
  id: string,
  outcome: 'done' | 'refused',
  answer: string,
): Promise<Outcome> {
  const path = `/api/data-requests/${encodeURIComponent(id)}/answer`
  return await change('POST', path, { outcome, answer: answer || null }, LISTS)
}

/**
 * Takes somebody out of all teams and erases their name for ever, which answers what they asked
 * for, if they did. `shown`: the answers that tell of that person.
 */
export async function eraseMember(
  member: string,
  reason: string,
  shown: string[],
): Promise<Outcome> {
  const path = `/api/members/${encodeURIComponent(member)}/erasure`
  return await change('POST', path, { reason }, [...LISTS, ...shown])
}
