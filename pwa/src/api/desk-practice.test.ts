import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.mock('../practice', () => ({ PRACTICE: true, DESK_PRACTICE: true, PRACTICE_ACTS: 'acts' }))

const fetched = vi.fn()
beforeEach(() => {
  vi.stubGlobal('fetch', fetched)
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  fetched.mockReset()
})

it('the desk of a practice reads and writes without a server', async () => {
  const { readDesk, writeDesk } = await import('./desk')
  expect((await readDesk('/api/session', null, null)).body).toMatchObject({
    account: { unit: { name: 'Tập Thử' } },
  })
  const month = { unit: 'practice', month: '2026-11', despite: true }
  expect((await writeDesk('POST', '/api/reports', month, null)).status).toBe(200)
  expect((await writeDesk('POST', '/api/units', {}, null)).body).toEqual({ code: 'not_practised' })
  expect(fetched).not.toHaveBeenCalled()
})

it('whatever else asks for a server finds none', async () => {
  const { request } = await import('./http')
  await expect(request('/api/sync/v1', { method: 'POST', body: {} })).rejects.toThrow('unreachable')
  expect(fetched).not.toHaveBeenCalled()
})
