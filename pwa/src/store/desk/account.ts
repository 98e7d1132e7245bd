/** Under which key the desk keeps who is signed in. */
export const ACCOUNT = '/api/session'
/** … and the catalogue. */
export const CATALOGUE = '/api/catalogue'
/** … and what a team is out for. */
export const planKey = (team: string): string => `/api/teams/${team}/plan`
