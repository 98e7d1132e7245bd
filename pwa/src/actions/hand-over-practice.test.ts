import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'

vi.mock('../practice', () => ({ PRACTICE: true, STORE: 'tungngo-practice' }))

it('what is practised is never signed, saved to a file or taken over', async () => {
  const { db } = await import('../store/database')
  const { prepareHandOver, importParcel } = await import('./hand-over')
  const { exportUnsent } = await import('./export')
  await db.outbox.add({
    id: 'x',
    no: 1,
    author: 'm',
    op: 'create',
    kind: 'help_session',
    record: 'r',
    channel: 'team:t',
    schema: 1,
    at: '2026-11-26T09:00:00+07:00',
    set: {},
    tries: 0,
    error: null,
  })
  expect(await prepareHandOver(String)).toBe('practice')
  expect(await exportUnsent(String)).toBe(false)
  await expect(importParcel({ from: 'Lan', sessions: 1, bundles: [] })).rejects.toThrow()
})
