import type { Live } from './live'
import type { Lists, SyncState, Where } from './types'

/** The state that is always visible. */
export declare function syncState(): Live<SyncState>
/** What stands in one of the states, latest first; `received` gives the latest 100. */
export declare function lists(where: Where): Live<Lists>
