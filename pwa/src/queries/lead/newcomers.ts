import { today, vietnamTime } from '../../store/days'
import { currentPerson } from '../../store/people'
import { type Live, live } from '../live'
import { presentMembers } from '../team'
import { readSessions } from './sessions-between'

/** For so long somebody is new to a team. */
const NEW_MS = 7 * 86_400_000

/**
 * Others who came into the current person's team in the last days, and of whom no session is known
 * yet: they have not begun, which is no silence.
 */
export function notBegun(): Live<string[]> {
  return live('not begun', async () => {
    const since = vietnamTime(new Date(Date.now() - NEW_MS)).day
    const person = await currentPerson()
    const others = (await presentMembers(person?.channel)).filter(
      ({ member, from }) => member !== person?.member && from >= since,
    )
    const added = others.map(({ member }) => member)
    if (added.length === 0) return []
    const { sessions } = await readSessions(since, today())
    const begun = new Set(sessions.flatMap(({ author, companions }) => [author, ...companions]))
    return added.filter((member) => !begun.has(member))
  })
}
