import { type Answer, ask } from './http'

/** POST /api/join/look: what joining with this code will do. */
export function lookAtInvitation(code: string): Promise<Answer> {
  return ask('/api/join/look', { method: 'POST', body: { code } })
}

export interface JoinRequest {
  code: string
  name: string
  device: string
  key: JsonWebKey | null
  consent: boolean
}

/** POST /api/join. The answer sets the device's cookie. */
export function askToJoin(body: JoinRequest): Promise<Answer> {
  return ask('/api/join', { method: 'POST', body })
}
