import type { Outcome } from '../../outcome'

// The browser's half of WebAuthn. What travels is JSON (WebAuthn Level 3, 5.1.8 to 5.1.10): bytes as
// base64url. Newer browsers turn it to and fro themselves, older ones leave it to the page.

type Json = Record<string, unknown>

/** What a passkey says, as the server takes it; or why there is nothing. */
export type CredentialResult = Outcome<{ credential: Json }>

const HOST_IS_ADDRESS = /^[\d.]+$|:/

/** Whether this browser knows passkeys. An address of digits can have none: they belong to a name. */
export function canPasskey(): boolean {
  const there =
    typeof globalThis.PublicKeyCredential === 'function' && Boolean(navigator.credentials)
  return there && !HOST_IS_ADDRESS.test(location.hostname)
}

/** Makes a passkey on this device or on one beside it. `options`: PublicKeyCredentialCreationOptionsJSON. */
export async function makePasskey(options: unknown): Promise<CredentialResult> {
  return await say(() =>
    navigator.credentials.create({ publicKey: creationOptions(options as Json) }),
  )
}

/** Asks for one of the passkeys. `options`: PublicKeyCredentialRequestOptionsJSON. */
export async function askPasskey(options: unknown): Promise<CredentialResult> {
  return await say(() => navigator.credentials.get({ publicKey: requestOptions(options as Json) }))
}

const WHY: Record<string, string> = {
  NotAllowedError: 'passkey_cancelled',
  AbortError: 'passkey_cancelled',
  InvalidStateError: 'passkey_known',
}

async function say(ask: () => Promise<Credential | null>): Promise<CredentialResult> {
  try {
    const made = await ask()
    if (made) return { ok: true, credential: credentialJson(made as PublicKeyCredential) }
    return { ok: false, problem: 'passkey_cancelled' }
  } catch (error) {
    return { ok: false, problem: WHY[(error as Error).name] ?? 'passkey_failed' }
  }
}

export function creationOptions(json: Json): PublicKeyCredentialCreationOptions {
  const parse = globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON
  if (parse) return parse.call(PublicKeyCredential, json as never)
  const user = json.user as Json
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: described(json.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions
}

export function requestOptions(json: Json): PublicKeyCredentialRequestOptions {
  const parse = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON
  if (parse) return parse.call(PublicKeyCredential, json as never)
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    allowCredentials: described(json.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions
}

const described = (list: unknown) =>
  ((list ?? []) as Json[]).map((one) => ({ ...one, id: bytesOf(one.id) }))

/** What the browser answered. Some password managers stand in for it and cannot say it as JSON. */
export function credentialJson(made: PublicKeyCredential): Json {
  if (typeof made.toJSON === 'function') return { ...made.toJSON() }
  const { id, type, rawId, response, authenticatorAttachment } = made
  const said: Json = { clientDataJSON: textOf(response.clientDataJSON) }
  for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    const bytes = (response as unknown as Record<string, ArrayBuffer | null>)[name]
    if (bytes) said[name] = textOf(bytes)
  }
  const transports = (response as AuthenticatorAttestationResponse).getTransports?.()
  return {
    id,
    type,
    rawId: textOf(rawId),
    response: transports ? { ...said, transports } : said,
    authenticatorAttachment: authenticatorAttachment ?? undefined,
    clientExtensionResults: made.getClientExtensionResults(),
  }
}

/** base64url without padding → bytes. */
export function bytesOf(text: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(text).replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/** Bytes → base64url without padding. */
export function textOf(bytes: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return plain.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
