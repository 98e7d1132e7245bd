import type { Live } from './live'
import type { SessionView, Today } from './types'

/** Today's sessions and figures, by index: the cost does not grow with the records of other days. */
export declare function today(): Live<Today>
/** One session; null if this phone does not know it. */
export declare function sessionView(id: string): Live<SessionView | null>
/** Sessions of the days from..to, both included, latest first. */
export declare function sessionsOn(from: string, to: string): Live<SessionView[]>
