import type { Fields } from '../rules/types'
import { getStatus, type Saving, setStatus } from '../store/status'

/**
 * Lets the numbers move in the frame of the tap, while the medium still writes. The session counts
 * from the store as soon as a read has begun after the write; where the write fails they go back.
 */
export async function whileSaving<T>(
  record: string,
  fields: Fields,
  write: () => Promise<T>,
): Promise<T> {
  put(record, { fields, done: null })
  try {
    const written = await write()
    put(record, { fields, done: performance.now() })
    return written
  } catch (error) {
    put(record, null)
    throw error
  }
}

const LONGER_THAN_ANY_READ_MS = 60_000

/** Forgets those that every read has known for long; one just done may not be in any yet. */
function put(record: string, one: Saving | null): void {
  const old = performance.now() - LONGER_THAN_ANY_READ_MS
  const saving = new Map(
    [...getStatus().saving].filter(([, { done }]) => done === null || done > old),
  )
  if (one) saving.set(record, one)
  else saving.delete(record)
  setStatus({ saving })
}
