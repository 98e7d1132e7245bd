import { askToFollow } from '../sync/follow'
import type { Outcome } from './outcome'

/** Follows the activity to which a printed code leads; its programme and papers come with the next round. */
export async function followByCode(code: string): Promise<Outcome> {
  const answer = await askToFollow(code)
  if (answer.ok) void import('../sync/triggers').then(({ sendSoon }) => sendSoon())
  return answer
}
