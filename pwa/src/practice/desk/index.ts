// The server of a practice at the desk: it answers out of this page, and nothing leaves it.
import type { Answer } from '../../api/http'
import { inVietnam } from '../../i18n/dates'
import { loadLists } from './catalogue'
import { keepActs, readActs, sessionsNow, type Values } from './practice-state'
import * as read from './read-handlers'
import type { Reply, Request } from './request'
import * as write from './write-handlers'

const ROUTES: Readonly<Record<string, (request: Request) => Reply>> = {
  'GET /api/session': read.session,
  'GET /api/units': read.units,
  'GET /api/catalogue': read.catalogue,
  'GET /api/indicators': () => NONE,
  'GET /api/activities': () => NONE,
  'GET /api/phones': read.phones,
  'GET /api/tallies': read.tallies,
  'GET /api/tallies/silent': read.silentTeams,
  'GET /api/tallies/members': read.members,
  'GET /api/help-sessions': read.sessionList,
  'GET /api/help-sessions/<>': read.sessionPage,
  'GET /api/enrolments': read.enrolments,
  'POST /api/enrolments/<>/<>/decision': write.decide,
  'GET /api/review': read.reviews,
  'POST /api/review/<>/settlement': write.settle,
  'GET /api/progress': read.progress,
  'PUT /api/targets': write.setTarget,
  'DELETE /api/targets/<>': write.withdrawTarget,
  'GET /api/reports': read.report,
  'GET /api/reports/closed': read.closed,
  'GET /api/reports/missing': read.missing,
  'POST /api/reports': write.closeMonth,
  'GET /api/snapshots/<>': read.snapshot,
}

const NONE: Reply = { body: { rows: [] } }

/** Answers as the server would; `not_practised` where that is no part of a practice. */
export async function answerInPractice(
  method: string,
  path: string,
  body: unknown = {},
): Promise<Answer> {
  await loadLists()
  const at = new Date()
  const today = inVietnam(at.getTime()).day
  const { pathname, searchParams } = new URL(path, 'https://practice.invalid')
  const acts = readActs(today)
  for (const [route, answer] of Object.entries(ROUTES)) {
    const ids = idsIn(route, `${method} ${pathname}`)
    if (!ids) continue
    const reply = answer({
      ...{ query: Object.fromEntries(searchParams), body: body as Values, ids, acts },
      ...{ sessions: sessionsNow(acts, today), today, now: at.toISOString() },
    })
    if (method !== 'GET') keepActs(acts)
    return 'body' in reply ? whole(200, reply.body) : refusal(reply.problem)
  }
  return refusal('not_practised')
}

const whole = (status: number, body: unknown): Answer => ({
  ...{ status, body, retryAfter: null, etag: null },
})

/** Neither 403 nor 404: what was shown before may still be seen. */
const refusal = (code: string): Answer => whole(409, { code })

/** What stands in a path where its route says <>; null where it is another one. */
function idsIn(route: string, asked: string): string[] | null {
  const found = new RegExp(`^${route.replace(/<>/g, '([^/]+)')}$`).exec(asked)
  return found ? found.slice(1).map(decodeURIComponent) : null
}
