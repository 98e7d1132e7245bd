import { afterEach, expect, test, vi } from 'vitest'
import { isUuid } from '../rules/uuid'
import { newId } from './ids'

afterEach(() => vi.useRealTimers())

test.each([
  ['in 1969', -1, '00000000-0000-7'],
  ['in 1970', 1, '00000000-0001-7'],
  ['today', Date.UTC(2026, 10, 25), '01a21000-8800-7'],
  ['in ten years', Date.UTC(2036, 10, 25), '01eb8c5f-5400-7'],
  ['in the last year that there is', 8.64e15, 'b208c2dc-0000-7'],
])('what is recorded %s has an id', (_, now, start) => {
  vi.useFakeTimers({ now })
  const ids = Array.from({ length: 100 }, newId)
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) {
    expect(isUuid(id)).toBe(true)
    expect(id.slice(0, start.length)).toBe(start)
    expect(id[14]).toBe('7')
    expect('89ab').toContain(id[19])
  }
})

test('a phone that was copied makes others in the same moment', async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 25, 8), toFake: ['Date'] })
  vi.resetModules()
  const own = await import('./ids')
  vi.resetModules()
  const copied = await import('./ids')
  expect(copied.newId).not.toBe(own.newId)
  expect(copied.newId()).not.toBe(own.newId())
})

test('what is recorded later stands behind', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 25, 8) })
  const first = newId()
  vi.advanceTimersByTime(1)
  expect(newId() > first).toBe(true)
})
