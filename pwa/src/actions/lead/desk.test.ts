import { afterEach, expect, it, vi } from 'vitest'
import { settleAs } from './desk'

afterEach(() => vi.unstubAllGlobals())

it('settles while the page is left: at once, and so that the browser goes on with it', async () => {
  const asked: [string, RequestInit][] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push([path, init])
    return Response.json({})
  })
  const answer = settleAs('c', 'accept', 'lan')
  // Nothing was waited for: the page may be gone by now.
  expect(asked.map(([path, { keepalive }]) => [path, keepalive])).toEqual([
    ['/api/review/c/settlement', true],
  ])
  expect(asked[0]?.[1].body).toBe('{"decision":"accept","reason":null}')
  expect(asked[0]?.[1].headers).toMatchObject({ 'Acting-Member': 'lan' })
  expect(await answer).toMatchObject({ ok: true })
})
