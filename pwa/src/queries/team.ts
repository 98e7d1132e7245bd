import type { Live } from './live'
import type { Place, Proposal, Teammate } from './types'

/** Live places of the current person's team, by name. */
export declare function places(): Live<Place[]>
/** Present members of the current person's team, by name, without that person. */
export declare function teammates(): Live<Teammate[]>
/** Open proposals of the current person's team; empty unless that person leads it. */
export declare function proposals(): Live<Proposal[]>
