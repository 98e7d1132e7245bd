import { effect } from '@preact/signals'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { voidHelpSession } from '../actions/edit-session'
import { addOneMore, type HelpSessionInput } from '../actions/help-session'
import { fieldsOf, saveHelpSession } from '../actions/save-session'
import { freshStore } from '../sync/test-phone'
import { today } from './sessions'
import type { Today } from './types'

const TWO: HelpSessionInput = {
  people: 2,
  placeKind: 'NVH',
  services: [{ code: 'DD01', people: 2, outcome: 'XONG' }],
}
const seen: Today[] = []
let stop: () => void
let wake: () => void = () => undefined

beforeEach(async () => {
  await freshStore()
  stop = effect(() => {
    const found = today().value
    if (found) seen.push(found)
    wake()
  })
  await until((found) => found.sessions.length === 0)
  seen.splice(0, seen.length - 1)
})

afterEach(() => stop())

const now = () => seen.at(-1)

/** Resolves with the first answer of which this is true; the test's own time limit ends it else. */
async function until(is: (found: Today) => boolean): Promise<Today> {
  for (;;) {
    const found = now()
    if (found && is(found)) return found
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}

it('moves the numbers in the same turn as the tap, and counts each session once', async () => {
  const before = now()?.mine.people ?? 0
  const writing = saveHelpSession(TWO)
  expect(now()).toMatchObject({ mine: { people: before + 2, sessions: 1 }, sessions: [] })
  await writing
  const after = await until((found) => found.sessions.length === 1)
  expect(after).toMatchObject({ mine: { people: 2, turns: 2, sessions: 1 }, coming: [] })
  expect(Math.max(...seen.map((found) => found.mine.sessions))).toBe(1)
})

it('holds each number of saves that follow each other at once', async () => {
  for (let n = 1; n <= 5; n += 1) {
    const writing = saveHelpSession(TWO)
    expect(now()?.mine.sessions).toBe(n)
    await writing
    expect(now()?.mine.sessions).toBe(n)
  }
  const after = await until((found) => found.sessions.length === 5)
  expect(after).toMatchObject({ mine: { sessions: 5, people: 10 }, coming: [] })
})

it('moves at each of several quick taps, none of which waits for the one before', async () => {
  const set = fieldsOf({ ...TWO, day: now()?.day ?? '', start: '09:00', ageBand: 'KHONGHOI' })
  const writing = [1, 2, 3, 4, 5].map((n) => {
    const tap = addOneMore(set)
    expect(now()?.mine).toMatchObject({ sessions: n, people: 2 * n })
    return tap
  })
  for (const tap of writing) expect(await tap).toMatchObject({ ok: true })
  const after = await until((found) => found.sessions.length === 5)
  expect(after).toMatchObject({ mine: { sessions: 5, people: 10 }, coming: [] })
  expect(Math.max(...seen.map((found) => found.mine.sessions))).toBe(5)
})

it('goes back where the session cannot be saved', async () => {
  const refused = await saveHelpSession({ ...TWO, note: 'gọi 0912 345 678' })
  expect(refused.ok).toBe(false)
  expect(now()).toMatchObject({ mine: { people: 0, sessions: 0 }, coming: [] })
  expect(Math.max(...seen.map((found) => found.mine.sessions))).toBe(1)
})

it('is no ghost after the session is taken back', async () => {
  const saved = await saveHelpSession(TWO)
  if (!saved.ok) throw new Error(saved.problem)
  await voidHelpSession(saved.id)
  const after = await until((found) => found.sessions[0]?.status === 'void')
  expect(after).toMatchObject({ mine: { sessions: 0 }, coming: [] })
})
