import { canRead, changesOf } from '../rules/bundle-payload'
import { teamChannel } from '../rules/channel'
import { replay } from '../rules/replay'
import type { Change } from '../rules/types'
import { db } from '../store/database'
import { today, vietnamTime } from '../store/days'
import { type RecordView, readContext, viewDays } from '../store/reading'
import type { CarriedBundle } from '../store/rows'
import { getSetting } from '../store/settings'
import { readOutcomesCounting } from './catalogue'
import { countedIn, countingRules, figuresOf } from './figures'
import { type Live, live } from './live'
import { withRepeats } from './repeat-visits'
import { comingOf, viewOf } from './session-view'
import { presentMembers } from './team'
import type { Coming, Figures, Teammate } from './types'

export interface GatheredPerson {
  member: string
  name: string
  /** First day in the team: it tells namesakes apart. */
  from: string
  /** Sessions of today that are known of this person. */
  sessions: number
  /** How this phone has their day: it is their own phone, or a parcel of today. */
  given: 'here' | 'parcel' | null
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

/** A parcel's bundle never changes, so it is unpacked once. */
const unpacked = new Map<string, Promise<Change[] | null>>()

/**
 * Today's work of the current person's team as far as it has come to this phone, by whatever way.
 * What parcels say is shown and kept nowhere: only the server takes it in. PROTOCOL 8.3
 */
export function gathered(): Live<Gathered | null> {
  return live('gathered', readGathered, false)
}

async function readGathered(): Promise<Gathered | null> {
  const day = today()
  const context = await readContext()
  const { person } = context
  if (!person) return null
  const channel = teamChannel(person.team)
  const [members, held, carried, counting, contact, known] = await Promise.all([
    presentMembers(channel),
    viewDays(day, day, context),
    db.carried.toArray(),
    readOutcomesCounting(),
    getSetting('lastContact'),
    db.base.where('[kind+channel]').equals(['help_session', channel]).primaryKeys(),
  ])
  const views = held.flatMap((one) => viewOf(one, context) ?? [])
  const shown = await withRepeats(views, context)
  // What follows waits for more than the store, and reads nothing of it any more.
  const ofToday = carried.filter(({ taken, at }) => vietnamTime(new Date(taken ?? at)).day === day)
  const bundles = ofToday.filter((one) => isNewer(one, contact))
  const opened = await openAll(bundles, context.merged)
  const changes = distinct([...opened.values()].flat())
  const inTeam = new Set(members.map(({ member }) => member))
  const { brought, replaced } = bring(sessionsOf(changes, channel), { day, held, known, inTeam })

  const rules = countingRules(context, counting)
  const others = shown.filter((one) => !replaced.has(one.id))
  const { team } = figuresOf(others, brought, rules)
  const counted = others.filter((one) => countedIn(one, rules).includes('team'))
  const authors = [...counted, ...brought].map(({ author }) => author ?? person.member)
  const given = givenBy(members, ofToday, opened)
  return {
    day,
    people: members.map(({ member, name, from }) => ({
      ...{ member, name, from },
      sessions: authors.filter((author) => author === member).length,
      given: member === person.member ? 'here' : given.has(member) ? 'parcel' : null,
    })),
    strangers: strangersOn(ofToday, opened, members),
    team,
    waiting: ofToday.filter(({ state }) => state === 'waiting').length,
    contact: contact ?? null,
    unread: bundles.filter(({ payload }) => !canRead(payload)).length,
  }
}

interface Known {
  day: string
  /** The day's sessions as they are shown without any parcel. */
  held: RecordView[]
  /** Ids of all sessions of the team that the server has told of. */
  known: string[]
  inTeam: ReadonlySet<string>
}

/** What parcels add to the day, and the ids of those sessions that it takes the place of. */
function bring(sessions: Map<string, Change[]>, { day, held, known, inTeam }: Known) {
  const brought: (Coming & { author: string })[] = []
  const replaced = new Set<string>()
  const shown = new Map(held.map((one) => [one.id, one]))
  const elsewhere = new Set(known.filter((id) => !shown.has(id)))
  for (const [record, own] of sessions) {
    const there = shown.get(record)
    // What the server moved to another day, does not count or waits for somebody stays as it says.
    if (elsewhere.has(record) || (there?.row && there.row.state !== 'counted')) continue
    const fields = replay(there?.fields ?? null, own)
    const author = String(fields?.author ?? own[0]?.author)
    if (!fields || !inTeam.has(author)) continue
    replaced.add(record)
    if (fields.day === day && fields.status !== 'void')
      brought.push({ ...comingOf(fields), author })
  }
  return { brought, replaced }
}

type Opened = ReadonlyMap<string, Change[]>

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

/** The changes of each that can be read, as of the members who there are now. */
async function openAll(
  bundles: CarriedBundle[],
  merged: ReadonlyMap<string, string>,
): Promise<Opened> {
  const opened = new Map<string, Change[]>()
  const ofKept = (one: Change) => ({ ...one, author: merged.get(one.author ?? '') ?? one.author })
  for (const one of bundles) {
    const changes = await unpack(one)
    if (changes) opened.set(one.id, changes.map(ofKept))
  }
  return opened
}

/** Whether the server's rows cannot tell of it yet: it has not got it, or has not been heard since. */
function isNewer({ state, at, payload }: CarriedBundle, contact: string | undefined): boolean {
  if (state === 'refused' || payload.length === 0) return false
  return state === 'waiting' || Date.parse(at) > Date.parse(contact ?? '')
}

async function unpack({ id, payload }: CarriedBundle): Promise<Change[] | null> {
  const known = unpacked.get(id)
  if (known) return await known
  const opening = canRead(payload) ? readChanges(payload).catch(() => null) : Promise.resolve(null)
  unpacked.set(id, opening)
  return await opening
}

/** Nobody has checked what a phone says: what is no change is left to the server. */
const readChanges = async (payload: Uint8Array): Promise<Change[]> =>
  (await changesOf(payload)).filter((one: Change | null) => one?.set && one.record)

/** The same change may come in several parcels of one phone. */
const distinct = (changes: Change[]): Change[] => [
  ...new Map(changes.map((one) => [one.id, one])).values(),
]

function sessionsOf(changes: Change[], channel: string): Map<string, Change[]> {
  const found = new Map<string, Change[]>()
  for (const one of changes) {
    if (one.kind !== 'help_session' || one.channel !== channel) continue
    found.set(one.record, [...(found.get(one.record) ?? []), one])
  }
  return found
}
