import { SERVICE, turnsOf } from '../rules/kinds/help_session'
import { db } from '../store/database'
import { currentAuthor } from '../store/people'
import type { ReadContext } from '../store/reading'
import type { Coming, Figures, SessionView, Today } from './types'

const none = (): Figures => ({ sessions: 0, people: 0, turns: 0 })

/** What sessions are counted against. */
export interface CountingRules {
  /** The team that the current person is in; null before joining. */
  team: string | null
  /** Who on this phone waits for a team's approval, as `member/team`. */
  waiting: ReadonlySet<string>
  /** Who was merged into whom: of what is unsent companions may still have the old id. */
  merged: ReadonlyMap<string, string>
  /** Codes of the outcomes that make a turn. */
  counting: ReadonlySet<string>
}

export function countingRules(
  context: Pick<ReadContext, 'person' | 'waiting' | 'merged'>,
  counting: ReadonlySet<string>,
): CountingRules {
  return { ...context, team: context.person?.team ?? null, counting }
}

type Figure = 'mine' | 'team' | 'unsent' | 'awaiting'

/**
 * Own and the team's figures. What the server holds counts as the server counts it; what has never
 * been sent is counted too, whoever on this phone recorded it, and told apart; what needs a person
 * counts nowhere.
 */
export function figuresOf(
  sessions: SessionView[],
  coming: Coming[],
  rules: CountingRules,
): Pick<Today, Figure | 'helped'> {
  const figures = { mine: none(), team: none(), unsent: none(), awaiting: none() }
  const helped = new Map<string, number>()
  const help = ({ services }: Coming) => {
    for (const { code, people } of services) helped.set(code, (helped.get(code) ?? 0) + people)
  }
  const add = (figure: Figures, { people, services, repeats }: Coming) => {
    figure.sessions += 1
    if (!repeats) figure.people += people
    for (const one of services) figure.turns += turnsOf(one, rules.counting)
  }
  for (const session of sessions) {
    const counted = countedIn(session, rules)
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
export function countedIn(session: SessionView, { team, waiting }: CountingRules): Figure[] {
  const { mine, author, state, where } = session
  if (session.status === 'void') return []
  if (state === 'awaiting_approval') return mine ? ['awaiting'] : []
  // A void one that was brought back here counts again once the server has heard of it.
  const here = where === 'here' && state !== 'attention'
  if (state !== 'counted' && !here) return []
  // The server will not count it before the team has taken its author's phone in.
  const waits = state !== 'counted' && waiting.has(`${author}/${session.team}`)
  const ofTeam = session.team === null || team === null ? mine : session.team === team
  return [
    ...(mine ? ['mine' as const] : []),
    ...(ofTeam && !waits ? ['team' as const] : []),
    ...(here ? ['unsent' as const] : []),
  ]
}

/**
 * Codes of the services that the current person recorded on this phone: `usual` more than once before
 * `day`, the most used first, and `usedToday` since, as they came.
 */
export async function usualServices(day: string): Promise<Pick<Today, 'usual' | 'usedToday'>> {
  const [person, sent, outbox] = await Promise.all([
    currentAuthor(),
    db.sent.toArray(), // whole: a cursor over a part of it would be slower
    db.outbox.toArray(),
  ])
  const ids: (string | null)[] = [person?.member ?? null, ...(person?.merged ?? [])]
  const own = [...sent, ...outbox].filter((item) => ids.includes(item.author))
  const times = new Map<string, number>()
  const usedToday: string[] = []
  for (const { at, set } of own.sort((a, b) => a.no - b.no)) {
    for (const name in set) {
      if (!name.startsWith(SERVICE) || !set[name]) continue
      const code = name.slice(SERVICE.length)
      if (at >= day)
        usedToday.push(code) // an instant begins with its day in Vietnam
      else times.set(code, (times.get(code) ?? 0) + 1)
    }
  }
  const often = [...times].filter(([, n]) => n > 1)
  const usual = often.sort((a, b) => b[1] - a[1]).map(([code]) => code)
  return { usual, usedToday }
}
