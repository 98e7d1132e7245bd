// Who comes back is counted once (PROTOCOL 5.5): the twin of sync/continuing.py.
import { CONTINUED_LINKS } from './protocol-limits'
import type { Fields } from './types'

/** A session that another one goes on from. */
export interface Before {
  /** Whether its people are counted, as far as this phone knows. */
  counts: boolean
  f: Readonly<Fields>
}

/**
 * Whether the people of a session were counted already: whether one of those before it counts, each
 * the one that the next goes on from, in the same team and earlier by day, start and id, as far as
 * `CONTINUED_LINKS` of them.
 */
export async function isRepeat(
  id: string,
  f: Readonly<Fields>,
  find: (id: string) => Promise<Before | null>,
): Promise<boolean> {
  let at = f
  let place = placeOf(id, f)
  for (let links = 0; links < CONTINUED_LINKS; links += 1) {
    if (typeof at.continues !== 'string') return false
    const before = await find(at.continues)
    if (!before || (before.f.team ?? null) !== (f.team ?? null)) return false
    const earlier = placeOf(at.continues, before.f)
    if (earlier >= place) return false
    if (before.counts) return true
    at = before.f
    place = earlier
  }
  return false
}

const placeOf = (id: string, { day, start }: Readonly<Fields>): string => `${day} ${start} ${id}`
