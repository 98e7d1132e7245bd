import type { TeamPlan } from '../rules/types'
import { actingMember } from '../store/acting'
import { db } from '../store/database'
import { planKey } from '../store/desk/account'
import { getDeskAnswer } from '../store/desk/read'
import { currentPerson } from '../store/people'
import { planVersion } from '../store/plan'
import { getSetting } from '../store/settings'
import { isWithin } from '../store/throttle'
import { refresh } from './desk'

const EVERY_MS = 600_000

/** By the server's clock, since when nothing sent is in the last answer yet. */
let asked = ''

/**
 * Asks for what the current person's team is out for, as soon as a round has told that it was changed,
 * or has brought what the server counts itself. Else ten minutes after the last answer at the earliest:
 * of the days since, the phone counts what was done.
 */
export async function refreshPlan(now = new Date()): Promise<void> {
  const who = await currentPerson()
  // For who is not let in, or whose screen is locked, the server has no word on it: what is here stays.
  if (who?.state !== 'approved' || (await actingMember()) !== who.member) return
  const key = planKey(who.team)
  const kept = await getDeskAnswer(key)
  const { version = 0, on = '' } = (kept?.body ?? {}) as Partial<TeamPlan>
  const heard = (await getSetting('lastContact')) ?? ''
  asked ||= heard
  const isKnown = version === (await planVersion(who.team))
  if (isKnown && isWithin(kept?.at, EVERY_MS, now) && !(await hasSentBefore(on))) return
  if ((await refresh(key, who.member)).ok) asked = heard
}

/** Whether something was sent since that speaks of a session of an earlier day, or of one that was. */
async function hasSentBefore(day: string): Promise<boolean> {
  const sent = await db.sent.where('sentAt').above(asked).toArray()
  const rows = await db.base.bulkGet(sent.map(({ record }) => record))
  return sent.some(({ prev }, at) => [prev, rows[at]?.f].some((f) => String(f?.day) < day))
}
