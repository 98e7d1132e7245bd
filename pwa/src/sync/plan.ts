import { pathOf } from '../api/paths'
import type { TeamPlan } from '../rules/types'
import { actingMember } from '../store/acting'
import { getDeskAnswer } from '../store/desk/read'
import { currentPerson } from '../store/people'
import { planVersion } from '../store/plan'
import { isWithin } from '../store/throttle'
import { refresh } from './desk'

const EVERY_MS = 600_000

/**
 * Asks for what the current person's team is out for, as soon as a round has told that it was changed.
 * Else ten minutes after the last answer at the earliest: of the days since, the phone counts what was
 * done itself.
 */
export async function refreshPlan(now = new Date()): Promise<void> {
  const who = await currentPerson()
  // For who is not let in, or whose screen is locked, the server has no word on it: what is here stays.
  if (who?.state !== 'approved' || (await actingMember()) !== who.member) return
  const key = pathOf('/api/teams/{team_id}/plan', { team_id: who.team })
  const kept = await getDeskAnswer(key)
  const version = (kept?.body as TeamPlan | undefined)?.version ?? 0
  const isKnown = version === (await planVersion(who.team))
  if (!isKnown || !isWithin(kept?.at, EVERY_MS, now)) await refresh(key, who.member)
}
