import type { Outcome } from '../outcome'

export { onSessionExpiry } from '../../sync/session-expiry'

// Signing out stands in the frame of every desk screen, so this file is one of the first; what it
// does comes when it is asked for.
const desk = () => import('../../sync/desk')

/** Done when this device has kept it; `told` when the server has heard of it, or could not. */
export async function signOut(): Promise<{ told: Promise<Outcome> }> {
  return await (await desk()).signOutAt()
}
