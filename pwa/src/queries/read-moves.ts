import { getSetting } from '../store/settings'
import { type Live, live } from './live'

/** Of which teams somebody has read that they are out of them, as `member/team`. */
export function readMoves(): Live<string[]> {
  return live('read moves', async () => (await getSetting('readMoves')) ?? [])
}
