import type { Wire } from '../../api/wire'
import { deskKeys, type ReportParams } from '../../store/desk/keys'
import { change, refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

export type { ReportParams }

export interface Month {
  unit: string
  /** YYYY-MM */
  month: string
}

export const refreshReport = (of: ReportParams): Promise<Outcome> => refresh(deskKeys.report(of))
export const refreshClosed = (unit: string): Promise<Outcome> => refresh(deskKeys.closed(unit))
export const refreshSnapshot = (code: string): Promise<Outcome> => refresh(deskKeys.snapshot(code))

export type Missing = Wire['MissingFromMonth']

/** What a month lacks, asked anew each time: nobody closes by an answer of yesterday. */
export async function missingOf(of: Month): Promise<Outcome<{ missing: Missing }>> {
  const answer = await refresh(deskKeys.missing(of))
  return answer.ok ? { ok: true, missing: answer.body as Missing } : answer
}

const shown = (of: Month) => [deskKeys.report(of), deskKeys.closed(of.unit)]

/**
 * Closes a month: its figures stay as they are now. `month_incomplete` where something is missing,
 * unless it is to be closed despite that.
 */
export async function closeMonth(of: Month, despite: boolean): Promise<Outcome> {
  return await change('POST', '/api/reports', { ...of, despite }, shown(of))
}

/** Opens a closed month again; `later_closed` while a later one is closed. */
export async function reopenMonth(of: Month, reason: string): Promise<Outcome> {
  return await change('POST', '/api/reports/reopened', { ...of, reason }, shown(of))
}
