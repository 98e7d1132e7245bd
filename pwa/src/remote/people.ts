import { type Answer, ask } from './http'
import type { Wire } from './wire'

/** POST /api/join/look: what joining with this code will do. */
export function lookAtInvitation(code: string): Promise<Answer> {
  return ask('/api/join/look', { method: 'POST', body: { code } })
}

/** POST /api/join. The answer sets the device's cookie. */
export function askToJoin(body: Wire['Join']): Promise<Answer> {
  return ask('/api/join', { method: 'POST', body })
}
