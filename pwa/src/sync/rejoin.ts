import { askToRejoin } from '../api/people'
import type { Wire } from '../api/wire'
import { type MembershipState, noteRejoined, readJoined } from '../store/receipts'
import type { Rejoined } from './ports'
import { askWithProof } from './prove'

/**
 * Joins again by what this phone keeps of joining, without a person: the server came back from a
 * backup that does not know who is on it (PROTOCOL 7.11), or the browser was killed before it had
 * written the new cookie down (PROTOCOL 7.12). Nobody is joined twice, and who is known stays so.
 */
export async function rejoin(): Promise<Rejoined> {
  const joined = await readJoined()
  if (!joined) return 'no'
  const answer = await askWithProof('rejoin', joined.device, (proof) =>
    askToRejoin({ ...(joined as Wire['Rejoin']), proof }),
  )
  if (!answer.ok) {
    const again = answer.status === 0 || answer.status >= 429
    return again ? { retryAfter: answer.retryAfter ?? null } : 'no'
  }
  const { known, people } = answer.body as Wire['Rejoined']
  await noteRejoined(people as MembershipState[])
  return known ? 'joined' : 'no'
}
