import type { Outcome } from '../../../actions/outcome'

/** Does what the server may first want to know of who asks: the desk then asks for the password. */
export type Confirming = <T>(act: () => Promise<Outcome<T>>) => Promise<Outcome<T>>

/** Of a lead's phone, which makes no code that makes a lead. */
export const unasked: Confirming = (act) => act()
