import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { db } from '../store/database'
import type { OutboxItem } from '../store/rows'
import { putSetting } from '../store/settings'
import { exportUnsent } from './export'

const change = (id: string, no: number, parts: Partial<OutboxItem> = {}): OutboxItem => ({
  id,
  no,
  author: 'm1',
  op: 'create',
  kind: 'help_session',
  record: 'r1',
  channel: 'team:t1',
  schema: 1,
  at: '2026-11-26T09:00:00+07:00',
  set: { people: no },
  tries: 0,
  error: null,
  ...parts,
})

let saved: Blob[]

beforeEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()))
  saved = []
  const keep = (file: Blob) => {
    saved.push(file)
    return 'blob:'
  }
  Object.assign(URL, { createObjectURL: keep, revokeObjectURL: () => undefined })
  vi.stubGlobal('document', { createElement: () => ({ click: () => undefined }) })
})

afterEach(() => vi.unstubAllGlobals())

/** What stands in the file after the line for people and the parcel, if there is one. */
async function rest(): Promise<{ line: string; outbox: { id: string }[] }> {
  const text = (await saved[0]?.text()) ?? ''
  return { line: text.split('\n')[0] ?? '', ...JSON.parse(text.slice(text.indexOf('{'))) }
}

async function canSign(privateKey: unknown): Promise<void> {
  await putSetting('device', '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6')
  await putSetting('standing', 'welcome')
  await db.meta.put({ key: 'key', value: { privateKey } })
}

it('an edit that is set aside is in the file beside the parcel with its session', async () => {
  const kind = { name: 'ECDSA', namedCurve: 'P-256' }
  const { privateKey } = await crypto.subtle.generateKey(kind, false, ['sign', 'verify'])
  await canSign(privateKey)
  const edit = { op: 'edit', error: 'invalid_shape', set: { people: 77 } } as const
  await db.outbox.bulkAdd([change('a', 1), change('b', 2, edit)])
  expect(await exportUnsent((n) => `${n} buổi`)).toBe(true)
  const { line, outbox } = await rest()
  expect([line, outbox.map(({ id }) => id)]).toEqual(['1 buổi', ['b']])
})

it('what cannot be signed is saved all the same', async () => {
  await canSign('no key at all')
  await db.outbox.bulkAdd([change('a', 1), change('b', 2, { op: 'edit' })])
  expect(await exportUnsent((n) => `${n} buổi`)).toBe(true)
  const { line, outbox } = await rest()
  expect([line, outbox.map(({ id }) => id)]).toEqual(['1 buổi', ['a', 'b']])
})

it('nothing is no file', async () => {
  expect(await exportUnsent(String)).toBe(false)
  expect(saved).toEqual([])
})
