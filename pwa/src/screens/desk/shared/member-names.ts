import type { Member } from '../../lead/api-types'
import { disambiguateNames } from '../../shared/namesakes'

/** Of several times that somebody was in a team the last one, by member. */
export function lastOfEach(members: readonly Member[]): Map<string, Member> {
  const last = new Map<string, Member>()
  for (const member of members) {
    const known = last.get(member.id)
    if (!known || known.from < member.from) last.set(member.id, member)
  }
  return last
}

/** What to call each member of a team: with since when, where others bear the name too. */
export function namesOf(members: readonly Member[]): Map<string, string> {
  const each = [...lastOfEach(members).values()]
  return disambiguateNames(each.map(({ id, name, from }) => ({ member: id, name, from })))
}
