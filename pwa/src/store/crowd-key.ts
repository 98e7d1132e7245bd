/** Under which key a crowd that somebody counts is kept; the holder is a member in a team. */
export const crowdKey = (holder: string): string => `${CROWD}${holder}`

export const CROWD = 'crowd@'
