import { type Answer, request } from './http'
import type { Wire } from './wire'

/** POST /api/join/look: what joining with this code will do. */
export function lookAtInvitation(code: string): Promise<Answer> {
  return request('/api/join/look', { method: 'POST', body: { code } })
}

/** GET /api/phone: whether the server knows this phone by its cookie. */
export function askOwnPhone(): Promise<Answer> {
  return request('/api/phone')
}

/** POST /api/challenge: what this phone signs to prove that it is the one that it says. */
export function askForChallenge(body: Wire['Challenge']): Promise<Answer> {
  return request('/api/challenge', { method: 'POST', body })
}

/** POST /api/rejoin. The answer sets the device's cookie where the server knows the phone now. */
export function askToRejoin(body: Wire['Rejoin']): Promise<Answer> {
  return request('/api/rejoin', { method: 'POST', body })
}

/** POST /api/join. The answer sets the device's cookie. */
export function askToJoin(body: Wire['Join']): Promise<Answer> {
  return request('/api/join', { method: 'POST', body })
}
