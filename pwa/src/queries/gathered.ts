import { canRead } from '../rules/bundle-payload'
import { teamChannel } from '../rules/channel'
import { db } from '../store/database'
import { today, vietnamTime } from '../store/days'
import { readContext, viewDays } from '../store/reading'
import type { CarriedBundle } from '../store/rows'
import { getSetting } from '../store/settings'
import { isNewer, type Opened, openBundles } from './carried-sessions'
import { readOutcomesCounting } from './catalogue'
import { countedIn, countingRules, figuresOf } from './figures'
import { type Live, live } from './live'
import { viewOf } from './session-view'
import { countable } from './sessions'
import { presentMembers } from './team'
import type { Figures, Teammate } from './types'

export interface GatheredPerson {
  member: string
  name: string
  /** First day in the team: it tells namesakes apart. */
  from: string
  /** Sessions of today that are known of this person. */
  sessions: number
  /** How their sessions came in: this is their phone, by a parcel of today, or by the server alone. */
  given: 'here' | 'parcel' | 'server' | null
}

export interface Gathered {
  day: string
  /** The team's present members, by name. */
  people: GatheredPerson[]
  /** Names on parcels of whom the team's list knows nobody: the server counts them once it does. */
  strangers: string[]
  /** The team's day: what the server told this phone, its own, and the parcels; each session once. */
  team: Figures
  /** Parcels of today that the server has not got yet. */
  waiting: number
  /** Of these, how many this browser cannot look into: they are in no figure. */
  unread: number
  /** When the server last told of what came to it by other ways; null if it never did. */
  contact: string | null
}

/** Today's work of the current person's team as far as it has come to this phone. PROTOCOL 8.3 */
export function gathered(): Live<Gathered | null> {
  return live('gathered', readGathered, false)
}

async function readGathered(): Promise<Gathered | null> {
  const day = today()
  const context = await readContext()
  const { person } = context
  if (!person) return null
  const [members, held, carried, counting, contact] = await Promise.all([
    presentMembers(teamChannel(person.team)),
    viewDays(day, day, context),
    db.carried.toArray(),
    readOutcomesCounting(),
    getSetting('lastContact'),
  ])
  const views = held.flatMap((one) => viewOf(one, context) ?? [])
  // What follows waits for more than the store, and a live read is followed no more.
  const sessions = await countable(views, [day, day], context)
  const ofToday = carried.filter(({ taken, at }) => vietnamTime(new Date(taken ?? at)).day === day)
  const opened = await openBundles({ bundles: ofToday, contact }, context.merged)
  const rules = countingRules(context, counting)
  const { team } = figuresOf(sessions, [], rules)
  const counted = sessions.filter((one) => countedIn(one, rules).includes('team'))
  const authors = counted.map(({ author }) => author ?? person.member)
  const given = givenBy(members, ofToday, opened)
  return {
    day,
    people: members.map(({ member, name, from }) => {
      const sessions = authors.filter((author) => author === member).length
      const byServer = sessions > 0 ? 'server' : null
      const way = member === person.member ? 'here' : given.has(member) ? 'parcel' : byServer
      return { member, name, from, sessions, given: way }
    }),
    strangers: strangersOn(ofToday, opened, members),
    team,
    waiting: ofToday.filter(({ state }) => state === 'waiting').length,
    contact: contact ?? null,
    unread: ofToday.filter((one) => isNewer(one, contact) && !canRead(one.payload)).length,
  }
}

/** Which members' days came in parcels. */
function givenBy(members: Teammate[], parcels: CarriedBundle[], opened: Opened): Set<string> {
  const given = new Set([...opened.values()].flat().flatMap(({ author }) => author ?? []))
  for (const { from } of parcels.filter(({ id }) => !opened.has(id))) {
    // Of one that is not looked into the name has to do, if one member alone bears it.
    const [one, another] = members.filter(({ name }) => name === from)
    if (one && !another) given.add(one.member)
  }
  return given
}

/** The names on parcels in which nothing is of a member. */
function strangersOn(parcels: CarriedBundle[], opened: Opened, members: Teammate[]): string[] {
  const isMembers = ({ id, from }: CarriedBundle) => {
    const changes = opened.get(id)
    return members.some(({ member, name }) =>
      changes ? changes.some(({ author }) => author === member) : name === from,
    )
  }
  return [...new Set(parcels.filter((one) => !isMembers(one)).map(({ from }) => from))]
}
