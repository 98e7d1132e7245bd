import { MOST_PEOPLE, MOST_SERVICES } from '../rules/kinds/session-bounds'
import { db } from './database'
import { CROWD, crowdKey } from './drafts'
import { withStore } from './errors'

/** People counted one by one, each tap durable, until they become one session. */
export interface Crowd {
  /** The session that it becomes, fixed from the first tap. */
  record: string
  day: string
  start: string
  placeKind: string
  place: string | null
  companions: string[]
  /** People by service. */
  counts: Readonly<Record<string, number>>
  /** How many of these were somebody who stands under another service already. */
  again: number
  /** The last taps, newest last, to be taken back. */
  taps: readonly Tap[]
  /** How often it was written. */
  version: number
  /** When it was last touched, in ms since 1970. */
  at: number
}

export interface Tap {
  /** So that it is counted once, however often its write is tried. */
  id: string
  code: string
  n: number
}

/** What a person does to a crowd: counts, takes a tap back by its id, or says more about all. */
export type Step =
  | { tap: Tap }
  | { back: string }
  | { set: Partial<Pick<Crowd, 'again' | 'placeKind' | 'place' | 'companions'>> }

export const IDLE_MS = 15 * 60_000
const TAPS_KEPT = 100

/** Under which keys a person is counting, in whatever team; `members` are the ids of that person. */
export async function crowdKeys(members: string[]): Promise<string[]> {
  const begins = members.map((member) => crowdKey(`${member}/`))
  return await withStore(
    async () => (await db.drafts.where('key').startsWithAnyOf(begins).primaryKeys()) as string[],
  )
}

/** How many crowds with anybody in them are being counted on this phone. */
export async function crowds(): Promise<number> {
  const found = await db.drafts.where('key').startsWith(CROWD).toArray()
  return found.filter(({ value }) => tapped(value as Crowd) > 0).length
}

/** All taps: people, where everybody came for one thing. */
export const tapped = ({ counts }: Crowd): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0)

/** The people of it: somebody helped with two things is one of them. */
export const peopleOf = (crowd: Crowd): number => tapped(crowd) - crowd.again

/** As few people as it can be: those of the service that most came for. */
export const fewestOf = ({ counts }: Crowd): number => Math.max(0, ...Object.values(counts))

/** Whether a tap goes beyond what one session may hold. */
export function isFull(crowd: Crowd, { code, n }: Tap): boolean {
  if (tapped(crowd) === 0) return false
  const services = new Set([...Object.keys(crowd.counts), code])
  return tapped(crowd) + n > MOST_PEOPLE || services.size > MOST_SERVICES
}

/** The crowd after a step. Pure, so that the screen shows it before the medium has it. */
export function stepped(crowd: Crowd, step: Step, now: number): Crowd {
  const next = { ...crowd, version: crowd.version + 1, at: now }
  if ('set' in step) return { ...next, ...step.set }
  const id = 'tap' in step ? step.tap.id : step.back
  const there = crowd.taps.find((tap) => tap.id === id)
  if ('tap' in step) {
    if (there) return crowd
    const counts = counted(crowd, step.tap, 1)
    return { ...next, counts, taps: [...crowd.taps, step.tap].slice(-TAPS_KEPT) }
  }
  if (!there) return crowd
  const left = { ...next, counts: counted(crowd, there, -1) }
  const taps = crowd.taps.filter((tap) => tap !== there)
  return { ...left, taps, again: Math.min(crowd.again, tapped(left) - fewestOf(left)) }
}

function counted({ counts }: Crowd, { code, n }: Tap, sign: 1 | -1): Crowd['counts'] {
  const { [code]: before = 0, ...others } = counts
  const after = before + sign * n
  return after > 0 ? { ...others, [code]: after } : others
}

/** It begins with the first tap, whenever somebody said where it is. */
function startOrResume(crowd: Crowd | undefined, fresh: Crowd): Crowd {
  if (!crowd) return fresh
  if (tapped(crowd) > 0) return crowd
  const { record, placeKind, place, version } = crowd
  return { ...fresh, record, placeKind, place, version }
}

/**
 * Makes a step durable, on what stands in the store at that moment: two windows that count lose
 * nothing. `fresh` is what it begins with where nothing does. Null, and nothing written, where one
 * session cannot hold it. Raises StoreError.
 */
export async function writeStep(
  key: string,
  step: Step,
  fresh: Crowd,
  now: number,
): Promise<Crowd | null> {
  return await withStore(
    () =>
      db.transaction('rw', db.drafts, async () => {
        const crowd = startOrResume((await db.drafts.get(key))?.value as Crowd | undefined, fresh)
        if ('tap' in step && isFull(crowd, step.tap)) return null
        const value = stepped(crowd, step, now)
        if (value !== crowd) await db.drafts.put({ key, value, at: new Date(now).toISOString() })
        return value
      }),
    (written) => written !== null,
  )
}
