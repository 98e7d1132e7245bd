import { canRead, changesOf } from '../rules/bundle-payload'
import { teamChannel } from '../rules/channel'
import { replay } from '../rules/replay'
import type { Change } from '../rules/types'
import { db } from '../store/database'
import type { ReadContext } from '../store/reading'
import type { CarriedBundle } from '../store/rows'
import { viewOf } from './session-view'
import { presentMembers } from './team'
import type { SessionView } from './types'

/** What this phone carries for teammates, and when it last heard the server. */
export interface Carried {
  bundles: CarriedBundle[]
  contact: string | undefined
}

/** A bundle never changes, so it is unpacked once. */
const unpacked = new Map<string, Promise<Change[] | null>>()

export type Opened = ReadonlyMap<string, Change[]>

/**
 * The sessions of the days from..to with those that bundles of teammates hold, each once. What the
 * server moved to another day, does not count or has waiting for a person stays as it says. PROTOCOL 8.3
 */
export async function withCarried(
  sessions: SessionView[],
  carried: Carried,
  [from, to]: readonly [string, string],
  context: ReadContext,
): Promise<SessionView[]> {
  const opened = await openBundles(carried, context.merged)
  if (opened.size === 0) return sessions
  const channel = teamChannel(context.person?.team ?? '')
  const [members, known] = await Promise.all([
    presentMembers(channel),
    db.base.where('[kind+channel]').equals(['help_session', channel]).primaryKeys(),
  ])
  const inTeam = new Set(members.map(({ member }) => member))
  const shown = new Map(sessions.map((one) => [one.id, one]))
  const elsewhere = new Set(known.filter((id) => !shown.has(id)))
  const waiting = carried.bundles.filter(({ state }) => state === 'waiting')
  const unsent = new Set(waiting.flatMap(({ id }) => opened.get(id) ?? []).map((one) => one.record))
  const brought: SessionView[] = []
  const replaced = new Set<string>()
  for (const [id, own] of sessionsOf(distinct([...opened.values()].flat()), channel)) {
    const there = shown.get(id)
    if (elsewhere.has(id) || (there?.state && there.state !== 'counted')) continue
    const fields = replay(there?.fields ?? null, own)
    const view = viewOf({ id, row: undefined, fields, waiting: [], open: [] }, context)
    if (!view || !inTeam.has(view.author ?? '')) continue
    replaced.add(id)
    const { where } = there ?? view
    if (view.day < from || view.day > to) continue
    const isCarried = !there && view.status === 'live' && unsent.has(id)
    brought.push({ ...view, where, state: 'counted', carried: isCarried })
  }
  const others = sessions.filter((one) => !replaced.has(one.id))
  return [...others, ...brought]
}

/** Whether the server's rows lack the bundle: it was not sent, or no rows came since. */
export function isNewer({ state, at, payload }: CarriedBundle, contact: string | undefined) {
  if (state === 'refused' || payload.length === 0) return false
  return state === 'waiting' || Date.parse(at) > Date.parse(contact ?? '')
}

/** The changes of each newer bundle that can be read, as of the members who there are now. */
export async function openBundles(
  { bundles, contact }: Carried,
  merged: ReadonlyMap<string, string>,
): Promise<Opened> {
  const opened = new Map<string, Change[]>()
  const ofKept = (one: Change) => ({ ...one, author: merged.get(one.author ?? '') ?? one.author })
  for (const one of bundles.filter((each) => isNewer(each, contact))) {
    const changes = await unpack(one)
    if (changes) opened.set(one.id, changes.map(ofKept))
  }
  return opened
}

async function unpack({ id, payload }: CarriedBundle): Promise<Change[] | null> {
  const known = unpacked.get(id)
  if (known) return await known
  const opening = canRead(payload) ? readChanges(payload).catch(() => null) : Promise.resolve(null)
  unpacked.set(id, opening)
  return await opening
}

/** The changes of a bundle. The phone skips what is not one; the server checks the rest. */
const readChanges = async (payload: Uint8Array): Promise<Change[]> =>
  (await changesOf(payload)).filter((one: Change | null) => one?.set && one.record)

/** The same change may come in several bundles of one phone. */
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
