import { type Answer, request } from './http'
import type { Wire } from './wire'

/** POST /api/sync/v1. PROTOCOL 4 */
export function sendRound(body: Wire['Round']): Promise<Answer> {
  return request('/api/sync/v1', { method: 'POST', body, packed: true })
}

/** POST /api/sync/v1/have: which of these changes the server does not have. */
export function askHave(changes: string[]): Promise<Answer> {
  return request('/api/sync/v1/have', { method: 'POST', body: { changes }, packed: true })
}

/** True only if our own server answered with its own body. */
export async function probe(): Promise<boolean> {
  try {
    const { status, body } = await request('/api/probe')
    return status === 200 && (body as { tungngo?: unknown } | null)?.tungngo === true
  } catch {
    return false
  }
}
