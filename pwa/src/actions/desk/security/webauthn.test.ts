import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  askPasskey,
  bytesOf,
  canPasskey,
  creationOptions,
  credentialJson,
  makePasskey,
  requestOptions,
  textOf,
} from './webauthn'

const bytes = (...of: number[]) => Uint8Array.from(of)
const buffer = (...of: number[]) => bytes(...of).buffer as ArrayBuffer

afterEach(() => vi.unstubAllGlobals())

function browser({
  host = 'tungngo.vn',
  ...said
}: Partial<Record<'create' | 'get', unknown>> & { host?: string }) {
  vi.stubGlobal('PublicKeyCredential', class {})
  vi.stubGlobal('location', { hostname: host })
  vi.stubGlobal('navigator', { credentials: said })
}

const refuses = (name: string) => async () => {
  throw Object.assign(new Error('no'), { name })
}

describe('bytes as base64url', () => {
  it('come back as they were, whatever their length', () => {
    for (const raw of [[], [0], [255, 254], [1, 2, 3], [250, 251, 252, 253, 254, 255]]) {
      const text = textOf(buffer(...raw))
      expect(text).toMatch(/^[\w-]*$/)
      expect([...bytesOf(text)]).toEqual(raw)
    }
  })

  it('are those of the standard', () => {
    expect(textOf(buffer(251, 255, 191))).toBe('-_-_')
    expect([...bytesOf('-_-_')]).toEqual([251, 255, 191])
  })
})

describe('what the server asks with', () => {
  const creation = {
    rp: { id: 'tungngo.vn', name: 'Từng Ngõ' },
    challenge: 'AQID',
    user: { id: 'BAU', name: 'son', displayName: 'Lê Hoàng Sơn' },
    excludeCredentials: [{ type: 'public-key', id: 'Bgc', transports: ['internal'] }],
  }

  it('becomes bytes where the browser leaves it to the page', () => {
    browser({})
    const made = creationOptions(creation)
    expect(made.challenge).toEqual(bytes(1, 2, 3))
    expect(made.user).toEqual({ ...creation.user, id: bytes(4, 5) })
    expect(made.excludeCredentials).toEqual([
      { type: 'public-key', id: bytes(6, 7), transports: ['internal'] },
    ])
    expect(made.rp).toEqual(creation.rp)
    const asked = requestOptions({ challenge: 'AQID', rpId: 'tungngo.vn' })
    expect(asked).toEqual({ challenge: bytes(1, 2, 3), rpId: 'tungngo.vn', allowCredentials: [] })
  })

  it('is turned by the browser itself where it can', () => {
    browser({})
    const parse = vi.fn(() => 'parsed')
    Object.assign(PublicKeyCredential, {
      parseCreationOptionsFromJSON: parse,
      parseRequestOptionsFromJSON: parse,
    })
    expect(creationOptions(creation)).toBe('parsed')
    expect(requestOptions({ challenge: 'AQID' })).toBe('parsed')
    expect(parse).toHaveBeenCalledTimes(2)
  })
})

describe('what a passkey says', () => {
  const about = {
    id: 'AQ',
    rawId: buffer(1),
    type: 'public-key',
    authenticatorAttachment: 'platform',
    getClientExtensionResults: () => ({ credProps: { rk: true } }),
  }

  it('is JSON when it was made', () => {
    const response = {
      clientDataJSON: buffer(2),
      attestationObject: buffer(3),
      getTransports: () => ['internal', 'hybrid'],
    }
    expect(credentialJson({ ...about, response } as unknown as PublicKeyCredential)).toEqual({
      id: 'AQ',
      rawId: 'AQ',
      type: 'public-key',
      authenticatorAttachment: 'platform',
      response: {
        clientDataJSON: 'Ag',
        attestationObject: 'Aw',
        transports: ['internal', 'hybrid'],
      },
      clientExtensionResults: { credProps: { rk: true } },
    })
  })

  it('is JSON when it signed, also without a user handle', () => {
    const response = {
      clientDataJSON: buffer(2),
      authenticatorData: buffer(3),
      signature: buffer(4),
      userHandle: null,
    }
    const said = credentialJson({ ...about, response } as unknown as PublicKeyCredential)
    expect(said.response).toEqual({
      clientDataJSON: 'Ag',
      authenticatorData: 'Aw',
      signature: 'BA',
    })
  })

  it('is taken from the browser where it says it itself', async () => {
    browser({ get: async () => ({ toJSON: () => ({ id: 'own' }) }) })
    expect(await askPasskey({ challenge: 'AQID' })).toEqual({ ok: true, credential: { id: 'own' } })
  })
})

describe('a passkey that does not come', () => {
  it.each([
    ['NotAllowedError', 'passkey_cancelled'],
    ['AbortError', 'passkey_cancelled'],
    ['InvalidStateError', 'passkey_known'],
    ['SecurityError', 'passkey_failed'],
  ])('%s is told as %s', async (name, problem) => {
    browser({ create: refuses(name), get: refuses(name) })
    expect(await makePasskey({ challenge: '', user: { id: '' } })).toEqual({ ok: false, problem })
    expect(await askPasskey({ challenge: '' })).toEqual({ ok: false, problem })
  })
})

describe('whether there can be passkeys', () => {
  it.each([
    ['tungngo.vn', true],
    ['localhost', true],
    ['127.0.0.1', false],
    ['[::1]', false],
  ])('at %s: %s', (host, can) => {
    browser({ host })
    expect(canPasskey()).toBe(can)
  })

  it('not in a browser that does not know them', () => {
    vi.stubGlobal('location', { hostname: 'tungngo.vn' })
    expect(canPasskey()).toBe(false)
  })
})
