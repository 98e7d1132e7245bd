import type { Route } from '../../api/paths'

/** Under which key the desk keeps who is signed in. */
export const ACCOUNT = '/api/session' satisfies Route
