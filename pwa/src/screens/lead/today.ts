import { inVietnam } from '../../i18n/dates'

/** Today's day in Vietnam, YYYY-MM-DD. */
export const todayHere = (): string => inVietnam(Date.now()).day
