import type { Live } from './live'

export { deskKeys } from '../local/desk-keys'

/** The server's last answer for a desk screen (see the keys in local/desk-keys), and its time. */
export declare function deskAnswer<T>(key: string): Live<{ at: string; body: T } | null>
