// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest'
import { freshStore } from './test-phone'

const { server } = vi.hoisted(() => ({ server: { asked: 0, hears: 0 } }))

vi.mock('./desk', async () => {
  const { endLeaving } = await import('../store/desk/answers')
  return {
    reportSignOut: async () => {
      server.asked += 1
      if (server.asked >= server.hears) await endLeaving()
    },
  }
})
vi.mock('../api/sync', async (all) => ({ ...(await all<object>()), probe: async () => false }))

beforeEach(freshStore)

it('tells of a sign-out again where the network that came carries nothing yet', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  vi.stubGlobal('navigator', { onLine: true })
  const { beginLeaving, isLeaving } = await import('../store/desk/answers')
  const { startSending } = await import('./triggers')
  server.hears = 3
  await beginLeaving()
  startSending()
  await vi.waitFor(async () => expect(await isLeaving()).toBe(false))
  expect(server.asked).toBe(3)
})
