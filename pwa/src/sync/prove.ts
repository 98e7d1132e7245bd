import type { Answer } from '../api/http'
import { askForChallenge } from '../api/people'
import type { Wire } from '../api/wire'
import type { Purpose } from '../rules/possession'
import { signerFor } from '../store/proof'
import { type ApiResult, toApiResult } from './api-result'

export interface Proof {
  nonce: string
  /** As base64url. */
  signature: string
}

/**
 * Asks with a proof that this is the phone that it says: its private key signs what the server has
 * just made for it. A phone without a key asks without one. What the server made may be too old when
 * it gets there, or another tab's answer to it may have come before: then once more. PROTOCOL 4.7.6
 */
export async function askWithProof(
  purpose: Purpose,
  device: string,
  ask: (proof: Proof | null) => Promise<Answer>,
): Promise<ApiResult> {
  const sign = await signerFor(purpose, device)
  if (!sign) return await toApiResult(ask(null))
  const once = async () => {
    const made = await toApiResult(askForChallenge({ device, purpose }))
    if (!made.ok) return made
    const { nonce } = made.body as Wire['Nonce']
    return await toApiResult(ask({ nonce, signature: await sign(nonce) }))
  }
  const answer = await once()
  return !answer.ok && answer.problem === 'proof_expired' ? await once() : answer
}
