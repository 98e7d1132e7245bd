import { inVietnam } from '../../words/format'

/** Today's day in Vietnam, YYYY-MM-DD. */
export const todayHere = (): string => inVietnam(Date.now()).day
