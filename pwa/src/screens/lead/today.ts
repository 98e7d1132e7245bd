import { inVietnam } from '../../i18n/format'

/** Today's day in Vietnam, YYYY-MM-DD. */
export const todayHere = (): string => inVietnam(Date.now()).day
