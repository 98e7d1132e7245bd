import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fromBase64Url } from '../rules/parcel'
import { proofText } from '../rules/possession'
import { db } from '../store/database'
import { ensureIdentity, readIdentity } from '../store/identity'
import { putSetting } from '../store/settings'
import { askWithProof, type Proof } from './prove'

const DEVICE = '0192f3c4-5a6b-4c8d-9e0f-a1b2c3d4e5f6'
const said = (status: number, body: unknown) => ({ status, body, retryAfter: null, etag: null })
const server = vi.hoisted(() => ({ challenges: [] as unknown[], answers: [] as unknown[] }))
vi.mock('../api/people', () => ({
  askForChallenge: async (body: unknown) => {
    server.challenges.push(body)
    const next = server.answers.shift()
    if (typeof next === 'function') return next()
    return next ?? said(200, { nonce: `nonce ${server.challenges.length}` })
  },
}))

let asked: (Proof | null)[]
const answering =
  (...answers: ReturnType<typeof said>[]) =>
  async (proof: Proof | null) => {
    asked.push(proof)
    return answers.shift() ?? said(200, {})
  }

beforeEach(async () => {
  await db.meta.clear()
  asked = []
  server.challenges = []
  server.answers = []
  await ensureIdentity(() => DEVICE)
})

async function isSigned({ nonce, signature }: Proof): Promise<boolean> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const told = await readIdentity()
  const key = await crypto.subtle.importKey('jwk', told?.key as JsonWebKey, curve, true, ['verify'])
  const text = proofText('join', DEVICE, nonce)
  const bytes = fromBase64Url(signature) as BufferSource
  expect(bytes).toHaveLength(64)
  return await crypto.subtle.verify(
    { name: 'ECDSA', hash: 'SHA-256' },
    key,
    bytes,
    text as BufferSource,
  )
}

describe('asking with a proof', () => {
  it('signs what the server made for this phone and this purpose', async () => {
    expect(await askWithProof('join', DEVICE, answering())).toMatchObject({ ok: true })
    expect(server.challenges).toEqual([{ device: DEVICE, purpose: 'join' }])
    expect(asked).toMatchObject([{ nonce: 'nonce 1' }])
    expect(await isSigned(asked[0] as Proof)).toBe(true)
  })

  it('asks once more where the challenge was too old, and no oftener', async () => {
    const old = said(409, { code: 'proof_expired' })
    expect(await askWithProof('join', DEVICE, answering(old))).toMatchObject({ ok: true })
    expect(asked.map((proof) => proof?.nonce)).toEqual(['nonce 1', 'nonce 2'])
    const told = await askWithProof('join', DEVICE, answering(old, old))
    expect(told).toMatchObject({ ok: false, problem: 'proof_expired' })
    expect(asked).toHaveLength(4)
  })

  it('says why where there is no challenge to be had, and does not ask without one', async () => {
    server.answers = [
      () => {
        throw Object.assign(new Error(), { name: 'Unreachable' })
      },
    ]
    const told = await askWithProof('join', DEVICE, answering())
    expect(told).toMatchObject({ ok: false, problem: 'unreachable' })
    expect(asked).toEqual([])
  })

  it('asks without one where there is no key to sign with', async () => {
    await putSetting('key', undefined as never)
    await askWithProof('join', DEVICE, answering())
    expect(asked).toEqual([null])
    expect(server.challenges).toEqual([])
  })
})
