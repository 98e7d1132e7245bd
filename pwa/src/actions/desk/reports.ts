import { deskKeys } from '../../store/desk/keys'
import { change, refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

export interface Month {
  unit: string
  /** YYYY-MM */
  month: string
}

export const refreshReport = (of: Month): Promise<Outcome> => refresh(deskKeys.report(of))
export const refreshClosed = (unit: string): Promise<Outcome> => refresh(deskKeys.closed(unit))
export const refreshSnapshot = (code: string): Promise<Outcome> => refresh(deskKeys.snapshot(code))

/** Closes a month: its figures stay as they are now. */
export async function closeMonth(of: Month): Promise<Outcome> {
  const shown = [deskKeys.report(of), deskKeys.closed(of.unit)]
  return await change('POST', '/api/reports', of, shown)
}
