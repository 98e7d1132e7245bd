import type { Live } from './live'
import type { Catalogue } from './types'

/** Services, outcomes, reasons … as the server last sent them, or as this build shipped them. */
export declare function catalogue(): Live<Catalogue>
