import { db } from '../store/database'
import {
  type ReadContext,
  type RecordView,
  readContext,
  touched,
  viewRecords,
} from '../store/reading'
import { getSetting } from '../store/settings'
import { isSession as counts } from '../store/standing'
import { derived, type Live, live } from './live'
import { isHidden, latestFirst, troubleOf, underWay, viewOf, whereOf } from './session-view'
import { uncounted } from './state'
import { status } from './status'
import type { Listed, Lists, OtherView, Where } from './types'

const LATEST = 100
/** What stands in one of the states, latest first; `received` gives the latest 100 of this phone.
 * What is on its way stands among what is here: a try that comes and goes moves no line under a finger. */
export function lists(where: Listed): Live<Lists> {
  const read = live(`lists ${where}`, async () => {
    const context = await readContext()
    const ids = where === 'received' ? await recentlySent() : []
    const own = [...context.outbox.keys(), ...context.open.keys(), ...(await uncounted())]
    const all = [...new Set([...ids, ...own])]
    const sessions = touched('help_session', context)
    const held = await viewRecords(all, context)
    const views = held.flatMap((one) =>
      isSession(one, sessions) ? (viewOf(one, context) ?? []) : [],
    )
    return {
      sessions: views.sort(latestFirst),
      others: held.flatMap((one) => otherOf(one, context)),
      hidden: held.filter((one) => counts(one) && whereOf(one) === where && !viewOf(one, context))
        .length,
    }
  })
  return derived(`lists ${where}`, () => {
    const { inFlight } = status.value
    if (!read.value) return undefined
    const stand = <T extends { where: Where; changes: string[] }>(views: T[]) =>
      views.filter((view) => view.where === where).map((view) => underWay(view, inFlight))
    const { sessions, others, hidden } = read.value
    return { sessions: stand(sessions), others: stand(others), hidden }
  })
}

async function recentlySent(): Promise<string[]> {
  const items = await db.sent
    .orderBy('sentAt')
    .reverse()
    .filter(({ op, kind }) => op === 'create' && kind === 'help_session')
    .limit(LATEST)
    .toArray()
  const older = items.length < LATEST ? ((await getSetting('handedIn')) ?? []).slice(-LATEST) : []
  return [...new Set([...items.map((item) => item.record), ...older])]
}

function isSession(held: RecordView, sessions: string[]): boolean {
  return held.row ? held.row.kind === 'help_session' : sessions.includes(held.id)
}

function titleOf({ id, fields, waiting, open }: RecordView, context: ReadContext): string {
  const kind = (waiting[0] ?? open[0])?.kind
  if (kind === 'member') return String(fields?.name ?? '')
  return kind === 'place' ? (context.names.get(id) ?? '') : ''
}

/** Another kind than a session, or a session that is no more (erased): a line without its fields. */
function otherOf(held: RecordView, context: ReadContext): OtherView[] {
  const item = held.waiting[0] ?? held.open[0]
  if (!item || isHidden(item.author, context)) return []
  if (item.kind === 'help_session' && held.fields) return []
  const title = titleOf(held, context)
  const placeKind = item.kind === 'place' ? String(held.fields?.place_kind ?? '') : ''
  return [
    {
      id: held.id,
      kind: item.kind,
      title,
      placeKind: placeKind || null,
      where: whereOf(held),
      problem: troubleOf(held),
      changes: held.waiting.map((one) => one.id),
    },
  ]
}
