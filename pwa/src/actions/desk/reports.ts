import { pathOf, queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change, refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** A unit's month, YYYY-MM, or from a day to a day; or days of action. */
export type ReportParams =
  | { unit: string; month: string }
  | { unit: string; from: string; to: string }
  | { activity: string }

/** Where a browser finds a report as a file. */
export const reportFile = (
  kind: 'xlsx' | 'docx' | 'csv',
  params: ReportParams & { layout?: string },
): string => `/api/exports/report.${kind}${queryOf(params)}`

export interface Month {
  unit: string
  /** YYYY-MM */
  month: string
}

export type Missing = Wire['MissingFromMonth']

/** What a month lacks, asked anew each time: nobody closes by an answer of yesterday. */
export async function missingOf(of: Month): Promise<Outcome<{ missing: Missing }>> {
  const answer = await refresh(pathOf('/api/reports/missing', of))
  return answer.ok ? { ok: true, missing: answer.body as Missing } : answer
}

const shown = (of: Month) => [
  pathOf('/api/reports', of),
  pathOf('/api/reports/closed', { unit: of.unit }),
]

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
