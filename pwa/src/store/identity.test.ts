import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { db } from './database'
import { ensureIdentity, readIdentity } from './identity'
import { getSetting } from './settings'

const ID = '0192f3c4-5a6b-7c8d-9e0f-a1b2c3d4e5f6'

beforeEach(async () => {
  await db.meta.clear()
})

it('is a key whose private half cannot leave the browser, and a public half that fits it', async () => {
  await ensureIdentity(() => ID)
  const pair = await getSetting('key')
  const told = await readIdentity()
  if (!pair || !told?.key) throw new Error('no key')
  expect(told).toMatchObject({ device: ID, key: { kty: 'EC', crv: 'P-256' } })
  expect(told.key.d).toBeUndefined()
  await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow()
  const way = { name: 'ECDSA', hash: 'SHA-256' }
  const said = new TextEncoder().encode('40 lượt')
  const signature = await crypto.subtle.sign(way, pair.privateKey, said)
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('jwk', told.key, curve, true, ['verify'])
  expect(await crypto.subtle.verify(way, key, signature, said)).toBe(true)
})

it('stays what it was', async () => {
  await ensureIdentity(() => ID)
  const first = await readIdentity()
  await ensureIdentity(() => 'another')
  expect(await readIdentity()).toEqual(first)
})
