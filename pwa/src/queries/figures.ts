import { db } from '../local/database'
import { currentAuthor } from '../local/people'
import { turnsOf } from '../rules/contribution'
import { SERVICE } from '../rules/kinds/help_session'
import type { Coming, Figures, SessionView, Today } from './types'

const none = (): Figures => ({ sessions: 0, people: 0, turns: 0 })

/**
 * Own and the team's figures. What the server holds counts as the server counts it; what has never
 * been sent is counted too and told apart; what needs a person counts nowhere.
 */
export function figuresOf(
  sessions: SessionView[],
  coming: Coming[],
  outcomesCounting: ReadonlySet<string>,
): Pick<Today, 'mine' | 'team' | 'unsent' | 'awaiting' | 'helped'> {
  const figures = { mine: none(), team: none(), unsent: none(), awaiting: none() }
  const helped = new Map<string, number>()
  const help = ({ services }: Coming) => {
    for (const { code, people } of services) helped.set(code, (helped.get(code) ?? 0) + people)
  }
  const add = (figure: Figures, { people, services }: Coming) => {
    figure.sessions += 1
    figure.people += people
    for (const one of services) figure.turns += turnsOf(one, outcomesCounting)
  }
  for (const session of sessions) {
    if (session.status === 'void') continue
    const counted = countedIn(session)
    for (const name of counted) add(figures[name], session)
    if (counted.includes('mine') || counted.includes('awaiting')) help(session)
  }
  for (const one of coming) {
    help(one)
    add(figures.mine, one)
    add(figures.team, one)
  }
  return { ...figures, helped }
}

/** Which figures a session is part of. */
export function countedIn(
  session: SessionView,
): (keyof Pick<Today, 'mine' | 'team' | 'unsent' | 'awaiting'>)[] {
  if (session.state === 'counted') return session.mine ? ['mine', 'team'] : ['team']
  if (session.state === 'awaiting_approval') return session.mine ? ['awaiting'] : []
  // A void one that was brought back here counts again once the server has heard of it.
  const own = session.where === 'here' && session.state !== 'attention'
  return own && session.mine ? ['mine', 'team', 'unsent'] : []
}

/** Codes of the services by how often the current person recorded them on this phone lately. */
export async function usualServices(): Promise<string[]> {
  const [person, sent, outbox] = await Promise.all([
    currentAuthor(),
    db.sent.toArray(), // whole: a cursor over a part of it would be slower
    db.outbox.toArray(),
  ])
  const own = [...sent, ...outbox].filter((item) => item.author === (person?.member ?? null))
  const times = new Map<string, number>()
  for (const name of own.flatMap((item) => Object.keys(item.set))) {
    if (!name.startsWith(SERVICE)) continue
    const code = name.slice(SERVICE.length)
    times.set(code, (times.get(code) ?? 0) + 1)
  }
  return [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code)
}
