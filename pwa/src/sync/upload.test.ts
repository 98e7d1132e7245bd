import { expect, it, vi } from 'vitest'
import { onSessionExpiry } from './session-expiry'
import { freshStore } from './test-phone'
import { uploadFile } from './upload'

const server = vi.hoisted(() => ({ statuses: [] as number[] }))

vi.mock('../api/blobs', () => ({
  sendBlob: async () => {
    const status = server.statuses.shift() ?? 204
    const body = status === 401 ? { code: 'unauthenticated' } : null
    return { status, body, etag: null, retryAfter: null, traceId: null }
  },
}))

it('sends a piece again after a sign-in over the form, and stops without one', async () => {
  await freshStore()
  const file = new Blob(['a paper'])
  const signIn = vi.fn(async () => server.statuses.length === 0)
  onSessionExpiry(signIn)
  server.statuses = [401]
  expect(await uploadFile(file, () => {})).toMatchObject({ ok: true })
  server.statuses = [401, 401]
  expect(await uploadFile(file, () => {})).toMatchObject({ problem: 'unauthenticated' })
  expect(signIn).toHaveBeenCalledTimes(2)
  onSessionExpiry(null)
})
