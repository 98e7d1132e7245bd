import type { Me } from '../../queries'

/** The open card, to be open again after the browser was killed. */
export const CARD = 'card'

/** The person who holds the phone, in one team; empty before anybody has joined. */
export type Holder = string

export const holderOf = ({ current }: Me): Holder =>
  current ? `${current.member}/${current.team}` : ''

/**
 * Under which key it is kept what somebody has filled in. Who takes the phone next neither finds it
 * nor saves it as their own; what was filled in before joining goes to who joins (store/drafts.ts).
 */
export const keyFor = (form: string, holder: Holder): string => `${form}@${holder}`
