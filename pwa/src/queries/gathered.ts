import { teamChannel } from '../rules/channel'
import { canRead, changesOf } from '../rules/payload'
import { replay } from '../rules/replay'
import type { Change } from '../rules/types'
import { db } from '../store/database'
import { today, vietnamTime } from '../store/days'
import { readContext, viewDays } from '../store/reading'
import type { CarriedBundle } from '../store/rows'
import { getSetting } from '../store/settings'
import { readOutcomesCounting } from './catalogue'
import { countedIn, countingRules, figuresOf } from './figures'
import { type Live, live } from './live'
import { comingOf, viewOf } from './session-view'
import { presentMembers } from './team'
import type { Coming, Figures } from './types'

export interface GatheredPerson {
  member: string
  name: string
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
  // What follows waits for more than the store, and reads nothing of it any more.
  const ofToday = carried.filter(({ at }) => vietnamTime(new Date(at)).day === day)
  const waiting = ofToday.filter(({ state }) => state === 'waiting')
  const bundles = ofToday.filter((one) => isNewer(one, contact))
  const opened = await Promise.all(bundles.map(unpack))
  const changes = distinct(opened.flatMap((one) => one ?? []))

  const rules = countingRules(context, counting)
  const views = held.flatMap((one) => viewOf(one, context) ?? [])
  const names = new Map(members.map(({ member, name }) => [member, name]))
  const elsewhere = new Set(known)
  const shown = new Map(held.map((one) => [one.id, one]))
  for (const { id } of held) elsewhere.delete(id)
  const brought = new Map<string, Coming & { author: string }>()
  const replaced = new Set<string>()
  for (const [record, own] of sessionsOf(changes, channel)) {
    const there = shown.get(record)
    // What the server moved to another day, does not count or waits for somebody stays as it says.
    if (elsewhere.has(record) || (there?.row && there.row.state !== 'counted')) continue
    const fields = replay(there?.fields ?? null, own)
    const author = String(fields?.author ?? own[0]?.author)
    if (!fields || !names.has(author)) continue
    replaced.add(record)
    if (fields.day === day && fields.status !== 'void')
      brought.set(record, { ...comingOf(fields), author })
  }
  const others = views.filter(({ id }) => !replaced.has(id))
  const { team } = figuresOf(others, [...brought.values()], rules)

  const sessions = new Map<string, number>()
  const count = (author: string) => sessions.set(author, (sessions.get(author) ?? 0) + 1)
  for (const one of others) {
    if (countedIn(one, rules).includes('team')) count(one.author ?? person.member)
  }
  for (const { author } of brought.values()) count(author)
  const authors = new Set(changes.flatMap(({ author }) => author ?? []))
  const said = new Set(ofToday.map(({ from }) => from))
  return {
    day,
    people: members.map(({ member, name }) => ({
      member,
      name,
      sessions: sessions.get(member) ?? 0,
      given:
        member === person.member ? 'here' : authors.has(member) || said.has(name) ? 'parcel' : null,
    })),
    strangers: [...said].filter((name) => ![...names.values()].includes(name)),
    team,
    waiting: waiting.length,
    contact: contact ?? null,
    unread: bundles.filter(({ payload }) => !canRead(payload)).length,
  }
}

/** Whether the server's rows cannot tell of it yet: it has not got it, or has not been heard since. */
function isNewer({ state, at, payload }: CarriedBundle, contact: string | undefined): boolean {
  if (state === 'refused' || payload.length === 0) return false
  return state === 'waiting' || Date.parse(at) > Date.parse(contact ?? '')
}

async function unpack({ id, payload }: CarriedBundle): Promise<Change[] | null> {
  const known = unpacked.get(id)
  if (known) return await known
  const opening = canRead(payload) ? changesOf(payload).catch(() => null) : Promise.resolve(null)
  unpacked.set(id, opening)
  return await opening
}

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
