/** Under which keys the desk keeps what is asked of the own account: each is the path. */
export const accountKeys = {
  factors: '/api/account/factors',
  sessions: '/api/account/sessions',
} as const
