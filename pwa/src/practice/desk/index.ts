// The server of a practice at the desk: it answers out of this page, and nothing leaves it.
import type { Answer } from '../../api/http'
import { inVietnam } from '../../i18n/dates'
import { keepActs, readActs, sessionsNow, type Values } from './acts'
import * as doing from './doing'
import { loadLists } from './lists'
import * as reading from './reading'
import type { Reply, Request } from './request'

const ROUTES: Readonly<Record<string, (request: Request) => Reply>> = {
  'GET /api/session': reading.session,
  'GET /api/units': reading.units,
  'GET /api/catalogue': reading.catalogue,
  'GET /api/indicators': () => NONE,
  'GET /api/activities': () => NONE,
  'GET /api/phones': reading.phones,
  'GET /api/tallies': reading.tallies,
  'GET /api/tallies/silent': reading.silentTeams,
  'GET /api/tallies/members': reading.members,
  'GET /api/help-sessions': reading.sessionList,
  'GET /api/help-sessions/<>': reading.sessionPage,
  'GET /api/enrolments': reading.enrolments,
  'POST /api/enrolments/<>/<>/decision': doing.decide,
  'GET /api/review': reading.reviews,
  'POST /api/review/<>/settlement': doing.settle,
  'GET /api/progress': reading.progress,
  'PUT /api/targets': doing.setTarget,
  'DELETE /api/targets/<>': doing.withdrawTarget,
  'GET /api/reports': reading.report,
  'GET /api/reports/closed': reading.closed,
  'GET /api/reports/missing': reading.missing,
  'POST /api/reports': doing.closeMonth,
  'GET /api/snapshots/<>': reading.snapshot,
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
