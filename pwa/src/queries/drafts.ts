import type { Live } from './live'

/** An unfinished form by its key; null if there is none. */
export declare function draft<T>(key: string): Live<T | null>
