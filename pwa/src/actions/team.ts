import type { Arrival } from '../rules/types'
import { arrivalKey } from '../store/arrival-key'
import { noteKnownPhones } from '../store/arrivals'
import { noteMoves } from '../store/moves'
import { noteMembers } from '../store/newcomers'

/** The lead has read who came into the team. */
export async function welcomeNewcomers(team: string, rows: string[]): Promise<void> {
  await noteMembers(team, rows)
}

/** Somebody has read that they are out of these teams. */
export const readOfMoves = noteMoves

/** The lead has read that these phones came in. */
export async function readOfPhones(phones: Arrival[]): Promise<void> {
  await noteKnownPhones(phones.map(arrivalKey))
}
