import { afterEach, describe, expect, it, vi } from 'vitest'
import { db } from '../store/database'
import { oneAtATime } from './one-at-a-time'

const ENDED = {}

/** Runs two senders at once, and says whether their work overlapped. */
async function overlaps(): Promise<boolean> {
  let inside = 0
  let overlapped = false
  const work = async () => {
    inside += 1
    overlapped ||= inside > 1
    await db.meta.count()
    inside -= 1
    return ENDED
  }
  const ends = await Promise.all([oneAtATime(work), oneAtATime(work)])
  expect(ends).toEqual([ENDED, ENDED])
  return overlapped
}

describe('one sender at a time, PROTOCOL 7.8', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('holds with Web Locks', async () => {
    expect(navigator.locks).toBeDefined()
    expect(await overlaps()).toBe(false)
  })

  it('holds with a lease in the store where there are none', async () => {
    vi.stubGlobal('navigator', {})
    vi.stubGlobal('setTimeout', (then: () => void) => queueMicrotask(then))
    expect(await overlaps()).toBe(false)
  })
})
