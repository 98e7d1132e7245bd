import type { ReadonlySignal } from '@preact/signals'
import type { Environment } from './types'

/** Where this page runs and what the browser offers; never undefined. */
export declare function environment(): ReadonlySignal<Environment>
