// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { clearDesk } from '../../store/desk/answers'
import { putAccepted, readAccepted } from '../../store/lead/accepted-items'
import { freshStore } from '../../sync/test-phone'
import { accept, resumeAccepted, TAKE_BACK_MS, takeBack } from './accept-item'

const sent: string[] = []
let status: number
let code: string | null

beforeEach(async () => {
  await freshStore()
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  sent.length = 0
  ;[status, code] = [200, null]
  vi.stubGlobal('fetch', async (path: string) => {
    sent.push(path)
    if (status === 0) throw new TypeError('no network')
    return Response.json(code ? { code } : {}, { status })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const settlement = (item: string) => `/api/review/${item}/settlement`
const leave = () => dispatchEvent(new Event('pagehide'))
const kept = async () => (await readAccepted()).map(({ item }) => item)
/** Accepted on this page, as far as it is kept. While it is waited for, the clock goes on. */
async function begun(item: string) {
  const answer = accept(item)
  await vi.waitUntil(async () => (await kept()).includes(item) && vi.getTimerCount() > 0)
  return { answer }
}
/** Accepted on a page that could not send it any more. */
const earlier = (item: string) => putAccepted({ item, acting: null, at: Date.now() - TAKE_BACK_MS })

it('is sent a moment after it was asked for, once', async () => {
  const { answer } = await begun('c')
  expect(sent).toEqual([])
  vi.advanceTimersByTime(TAKE_BACK_MS)
  expect(await answer).toMatchObject({ ok: true })
  leave()
  expect(sent).toEqual([settlement('c')])
  expect(await kept()).toEqual([])
})

it('is not sent when it is taken back', async () => {
  const { answer } = await begun('c')
  await takeBack('c')
  vi.advanceTimersByTime(TAKE_BACK_MS * 2)
  leave()
  expect([await answer, sent, await kept()]).toEqual([null, [], []])
})

it('is not sent where another page took it back', async () => {
  const { answer } = await begun('c')
  await clearDesk()
  vi.advanceTimersByTime(TAKE_BACK_MS)
  expect([await answer, sent]).toEqual([null, []])
})

it('is sent at once where the page is left, and kept for the next one until it is answered', async () => {
  status = 0
  const { answer } = await begun('c')
  leave()
  expect(await answer).toMatchObject({ ok: false, problem: 'unreachable' })
  expect(await kept()).toEqual(['c'])
  status = 200
  vi.setSystemTime(Date.now() + TAKE_BACK_MS)
  const resumed = resumeAccepted()
  await vi.waitUntil(() => sent.length === 2)
  expect(await resumed).toMatchObject([{ ok: true }])
  expect(await kept()).toEqual([])
})

it('is told that somebody else has settled it', async () => {
  ;[status, code] = [409, 'conflict_settled']
  const { answer } = await begun('c')
  vi.advanceTimersByTime(TAKE_BACK_MS)
  expect(await answer).toMatchObject({ ok: false, problem: 'conflict_settled' })
  expect(await kept()).toEqual([])
})

it('is told where nobody answers, and decided anew', async () => {
  status = 0
  const { answer } = await begun('c')
  vi.advanceTimersByTime(TAKE_BACK_MS)
  expect(await answer).toMatchObject({ ok: false, problem: 'unreachable' })
  expect(await kept()).toEqual([])
})

it.each([
  [0, null, [], ['c']],
  [503, 'server_busy', [], ['c']],
  [409, 'conflict_settled', [], []],
  [404, 'not_found', [{ ok: false, problem: 'not_found' }], []],
])('of an earlier page %s %s is told or kept', async (then, because, told, left) => {
  await earlier('c')
  ;[status, code] = [then, because]
  const resumed = resumeAccepted()
  await vi.waitUntil(() => sent.length === 1)
  expect(await resumed).toMatchObject(told)
  expect(sent).toEqual([settlement('c')])
  expect(await kept()).toEqual(left)
})

it('keeps nothing of who has signed out', async () => {
  await earlier('c')
  await clearDesk()
  expect(await kept()).toEqual([])
})
