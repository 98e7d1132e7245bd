import { getSetting } from '../../store/settings'
import { type Live, live } from '../live'

/** Whether somebody has signed out of the desk here and the server has not heard of it yet. */
export function isSigningOut(): Live<boolean> {
  return live('leaving', async () => (await getSetting('deskLeaving')) ?? false)
}
