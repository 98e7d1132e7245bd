import type { Arrival } from '../rules/types'

/** One person's phone in a team. */
export const arrivalKey = ({ device, member, team }: Arrival): string =>
  `${device}/${member}/${team}`
