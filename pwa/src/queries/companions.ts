import { teamChannel } from '../rules/channel'
import { readContext } from '../store/reading'
import { type Live, live } from './live'
import { presentMembers } from './team'

/** Of a session: its team and its author, both null before joining. */
export interface CompanionsOf {
  team: string | null
  author: string | null
}

export interface Companions {
  /** Who may be named now: the team's people, without the author. */
  teammates: { member: string; name: string; from?: string }[]
  /** Names of all whom this phone knows, those too who have left or are in another team. */
  names: ReadonlyMap<string, string>
}

/** Who can have come along in a session, whoever holds the phone. */
export function companions({ team, author }: CompanionsOf): Live<Companions> {
  return live(`companions ${team} ${author}`, async () => {
    const members = await presentMembers(team ? teamChannel(team) : undefined)
    const { names } = await readContext()
    return { teammates: members.filter(({ member }) => member !== author), names }
  })
}
