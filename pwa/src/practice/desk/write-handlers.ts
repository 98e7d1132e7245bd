// What is done at the desk in a practice. Each of these changes the acts that it is given.

import { reviewsOn } from './fixtures'
import type { Values } from './practice-state'
import { whyNotClosed } from './read-handlers'
import { closedReport, reportOf } from './reports'
import { type Reply, type Request, refused, told } from './request'
import { type Wished, withTarget } from './targets'

const DONE: Reply = { body: {} }

export function decide({ acts, ids: [device = ''] }: Request): Reply {
  acts.decided.push(device)
  return DONE
}

export function settle({ acts, body, ids: [id = ''], today }: Request): Reply {
  const row = reviewsOn(today).find((one) => one.id === id)
  if (!row || id in acts.settled) return refused('already_settled')
  const sent = row.field ? { [row.field]: row.proposed } : (row.body?.set as Values)
  const own = (body.set ?? {}) as Values
  acts.settled[id] = body.decision === 'refuse' ? null : { ...sent, ...own }
  return DONE
}

export function setTarget({ acts, body }: Request): Reply {
  const targets = withTarget(acts.targets, body as unknown as Wished)
  if (!targets) return refused('target_there')
  acts.targets = targets
  return DONE
}

export function withdrawTarget({ acts, ids: [id] }: Request): Reply {
  acts.targets = acts.targets.filter((one) => one.id !== id)
  return DONE
}

/** In a practice something is always missing, so a month is closed only despite that. */
export function closeMonth({ acts, body, sessions, today, now }: Request): Reply {
  const month = String(body.month)
  const why = whyNotClosed(acts.closed, month, today)
  if (why) return refused(why)
  if (!body.despite) return refused('month_incomplete')
  const report = closedReport(reportOf(acts, { month }, sessions, now), now)
  acts.closed[month] = report
  return told('Report', report)
}
