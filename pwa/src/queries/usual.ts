import { teamChannel } from '../rules/channel'
import { today } from '../store/days'
import { getDraft } from '../store/drafts'
import { readRecordState } from '../store/outbox'
import { type Live, live } from './live'
import { presentMembers } from './team'

/** What the last session leaves behind for the next one, so that nothing is asked twice. */
export interface Usual {
  day: string
  placeKind: string
  place: string | null
  companions: string[]
}

interface Who {
  member: string
  team: string
}

/**
 * What is kept for a person under a key, of that only what still holds in the person's team. Read
 * anew whenever a form opens: the next session begins with it, and a quick tap would save what was
 * usual before the last one. `place`: what reads it meanwhile, so that no form has its last answer.
 */
export function usual(key: string, who: Who | null, place = 'usual'): Live<Usual | null> {
  return live(`${place} ${key}`, () => readUsual(key, who), false)
}

export async function readUsual(key: string, who: Who | null): Promise<Usual | null> {
  const last = (await getDraft(key)) as Usual | null
  if (!last) return null
  return {
    ...last,
    place: last.place && (await isThere(last.place)) ? last.place : null,
    companions: last.day === today() ? await stillThere(last.companions, who) : [],
  }
}

async function isThere(place: string): Promise<boolean> {
  const { fields } = await readRecordState(place)
  return fields !== null && fields.status !== 'void'
}

async function stillThere(companions: string[], who: Who | null): Promise<string[]> {
  if (companions.length === 0 || !who) return []
  const there = new Set((await presentMembers(teamChannel(who.team))).map(({ member }) => member))
  return companions.filter((member) => member !== who.member && there.has(member))
}
