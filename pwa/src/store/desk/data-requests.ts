/** Requests about people's own data that wait for an answer, or have one. */
export type AskedState = 'open' | 'answered'

/** Under which name such a list is kept: the path that is asked. */
export const dataRequestsKey = (state: AskedState): string => `/api/data-requests?state=${state}`
