import { actingMember } from '../store/acting'
import { planKey } from '../store/desk/account'
import { getDeskAnswer } from '../store/desk/read'
import { currentPerson } from '../store/people'
import { isWithin } from '../store/throttle'
import { refresh } from './desk'

const EVERY_MS = 600_000

/**
 * Asks for what the current person's team is out for, ten minutes after the last answer at the
 * earliest: of the days since, the phone counts what was done itself.
 */
export async function refreshPlan(now = new Date()): Promise<void> {
  const who = await currentPerson()
  // For who is not let in, or whose screen is locked, the server has no word on it: what is here stays.
  if (who?.state !== 'approved' || (await actingMember()) !== who.member) return
  const key = planKey(who.team)
  const kept = await getDeskAnswer(key)
  if (!isWithin(kept?.at, EVERY_MS, now)) await refresh(key, who.member)
}
