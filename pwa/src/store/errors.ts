import { db } from './database'
import { getStatus, setStatus } from './status'

export type StoreProblem = 'storage_full' | 'storage_unavailable' | 'newer_version'

/** The store could not do it. Nothing was written. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreProblem,
    cause: unknown,
  ) {
    super(code, { cause })
    this.name = 'StoreError'
  }
}

/** Names of an error and of what it wraps: a full disk arrives as an AbortError around it. */
function namesOf(error: unknown): string[] {
  const found: string[] = []
  let next: unknown = error
  for (let depth = 0; depth < 5 && next instanceof Object; depth += 1) {
    const { name, inner, cause } = next as { name?: string; inner?: unknown; cause?: unknown }
    if (name) found.push(name)
    next = inner ?? cause
  }
  return found
}

const CONNECTION_LOST = ['DatabaseClosedError', 'InvalidStateError']
const FULL = 'storage_full'
const QUOTA = ['QuotaExceededError']
const PROBLEMS: [StoreProblem, string[]][] = [
  [FULL, QUOTA],
  ['newer_version', ['VersionError']],
  [
    'storage_unavailable',
    [...CONNECTION_LOST, 'UnknownError', 'MissingAPIError', 'OpenFailedError', 'AbortError'],
  ],
]

const isAny = (error: unknown, known: string[]): boolean =>
  namesOf(error).some((name) => known.includes(name))

function problemOf(error: unknown): StoreProblem | null {
  if (db.gaveWay) return 'newer_version'
  return PROBLEMS.find(([, known]) => isAny(error, known))?.[0] ?? null
}

/**
 * Runs one piece of work on the store. A connection that the system closed (iOS does, in the
 * background) is opened once more; where there is no room, papers make some. Raises StoreError for what the store cannot do; every other
 * error passes as it is. The work may run again, so it must fix its ids before. `wrote`: whether it took
 * room; that it came through then tells that the phone is full no more.
 */
export async function withStore<T>(
  work: () => Promise<T>,
  wrote: (answer: T) => boolean = () => false,
  isFirst = true,
): Promise<T> {
  if (db.gaveWay) throw new StoreError('newer_version', null)
  try {
    return settled(await work(), wrote)
  } catch (error) {
    if (isFirst && isAny(error, CONNECTION_LOST)) db.close({ disableAutoOpen: false })
    else if (!isAny(error, QUOTA) || !(await room.make?.())) throw toStoreError(error)
    // Papers may make room as often as there are any; a connection is opened once more alone.
    return withStore(work, wrote, isAny(error, QUOTA))
  }
}

/** What throws something away that can be had again, and tells whether there was anything; given by what knows
 * how, which comes later. */
export const room: { make?: () => Promise<boolean> } = {}

function settled<T>(value: T, wrote: (answer: T) => boolean): T {
  const problem = getStatus().storageProblem
  // A phone that is full can still be read, and things can be thrown away on it.
  const stays = problem === FULL && !wrote(value)
  if (problem !== null && !stays && !db.gaveWay) setStatus({ storageProblem: null })
  return value
}

export function toStoreError(error: unknown): unknown {
  const problem = problemOf(error)
  if (problem === null) return error
  setStatus({ storageProblem: problem })
  return new StoreError(problem, error)
}
