import { type Answer, request } from './http'
import type { Wire } from './wire'

/** POST /api/bundles: what another phone made. PROTOCOL 8.4 */
export function sendBundle(body: Wire['Bundle']): Promise<Answer> {
  return request('/api/bundles', { method: 'POST', body, packed: true })
}
