import type { FormContext } from '../../log/draft'
import type { WholeSession, WholeTeam } from '../api-types'

type Teammate = FormContext['teammates'][number]

/** Who may be named: the team's people of the session's day and of today, and whoever is named already. */
export function teammatesOf(
  session: Pick<WholeSession, 'day' | 'companions' | 'author'>,
  team: Pick<WholeTeam, 'members'> | null,
  today: string,
): Teammate[] {
  const found = new Map<string, Teammate>()
  for (const { id, name } of session.companions) found.set(id, { member: id, name })
  for (const { id, name, from, to, waiting } of team?.members ?? []) {
    const there = (day: string) => from <= day && (!to || to >= day)
    const named = found.has(id)
    if (named || (!waiting && (there(session.day) || there(today))))
      found.set(id, { member: id, name, from })
  }
  if (session.author) found.delete(session.author.id)
  return [...found.values()]
}
