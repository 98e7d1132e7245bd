import { expect, it, vi } from 'vitest'
import type { NewInvitation } from './desk'
import { makePoster } from './poster'

vi.mock('../../sync/desk', () => ({
  change: async () => ({ ok: true, body: new Blob(['pdf']) }),
}))

it('calls a poster after its team', async () => {
  const made = await makePoster(
    { code: 'c', short_code: 's' } as NewInvitation,
    'Đội hình Phổ Cường',
  )
  expect(made.ok && made.file.name).toBe('tung-ngo-ma-moi-doi-hinh-pho-cuong.pdf')
})
