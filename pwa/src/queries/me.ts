import type { Live } from './live'
import type { Me } from './types'

/** Who this phone belongs to. */
export declare function me(): Live<Me>
