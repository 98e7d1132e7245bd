import { db } from '../local/database'
import { shifted } from '../local/days'
import { currentPerson } from '../local/people'
import { SERVICE } from '../rules/kinds/help_session'
import type { Figures, SessionView, Today } from './types'

const none = (): Figures => ({ sessions: 0, people: 0, turns: 0 })

/**
 * Own and the team's figures. What the server holds counts as the server counts it; what has never
 * been sent is counted too and told apart; what needs a person counts nowhere.
 */
export function figuresOf(
  sessions: SessionView[],
  outcomesCounting: ReadonlySet<string>,
): Pick<Today, 'mine' | 'team' | 'unsent' | 'awaiting'> {
  const figures = { mine: none(), team: none(), unsent: none(), awaiting: none() }
  for (const session of sessions) {
    if (session.status === 'void') continue
    const turns = session.services
      .filter((service) => outcomesCounting.has(service.outcome))
      .reduce((sum, service) => sum + service.people, 0)
    for (const name of countedIn(session)) {
      const figure = figures[name]
      figure.sessions += 1
      figure.people += session.people
      figure.turns += turns
    }
  }
  return figures
}

function countedIn(
  session: SessionView,
): (keyof Pick<Today, 'mine' | 'team' | 'unsent' | 'awaiting'>)[] {
  if (session.state === 'counted') return session.mine ? ['mine', 'team'] : ['team']
  if (session.state === 'awaiting_approval') return session.mine ? ['awaiting'] : []
  // A void one that was brought back here counts again once the server has heard of it.
  const own = session.where === 'here' && session.state !== 'attention'
  return own && session.mine ? ['mine', 'team', 'unsent'] : []
}

const LOOK_BACK_DAYS = 60
const LOOK_BACK_ROWS = 200

/** Codes of the services by how often the current person recorded them lately. */
export async function usualServices(day: string): Promise<string[]> {
  const [person, rows, waiting] = await Promise.all([
    currentPerson(),
    db.base
      .where('[kind+f.day]')
      .between(['help_session', shifted(day, -LOOK_BACK_DAYS)], ['help_session', day], true, true)
      .reverse()
      .limit(LOOK_BACK_ROWS)
      .toArray(),
    db.outbox.orderBy('no').reverse().limit(LOOK_BACK_ROWS).toArray(),
  ])
  const own = rows.filter((row) => row.f.author === person?.member)
  const fields = [...waiting.map((item) => item.set), ...own.map((row) => row.f)]
  const times = new Map<string, number>()
  for (const name of fields.flatMap((one) => Object.keys(one))) {
    if (!name.startsWith(SERVICE)) continue
    const code = name.slice(SERVICE.length)
    times.set(code, (times.get(code) ?? 0) + 1)
  }
  return [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code)
}
