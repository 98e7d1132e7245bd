import type { Arrival } from '../rules/types'
import { arrivalKey } from '../store/arrival-key'
import { noteMembers } from '../store/newcomers'
import { noteRead } from '../store/note-read'

/** The lead has read who came into the team. */
export async function welcomeNewcomers(team: string, rows: string[]): Promise<void> {
  await noteMembers(team, rows)
}

/** Somebody has read that they are out of these teams. */
export async function readOfMoves(keys: string[]): Promise<void> {
  await noteRead('readMoves', keys)
}

/** The lead has read that these phones came in. */
export async function readOfPhones(phones: Arrival[]): Promise<void> {
  await noteRead('knownPhones', phones.map(arrivalKey))
}
