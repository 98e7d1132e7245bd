import { pathOf, queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import { teamPath } from '../lead/desk'
import type { Outcome } from '../outcome'

/** What is wrong with a row, or worth a look: where it stands as Excel counts, and what stands there. */
export type RowFault = Wire['RowFault']

/** What became, or would become, of a file's rows; `in_all` counts the faults that are not told too. */
export type ImportReport = Wire['ImportReport']

/** What a file is about: the people of teams, or the tree of units. */
export type Kind = 'members' | 'units'

/** A file that somebody chose, as it was then: Excel may change it meanwhile. */
export interface ChosenFile {
  name: string
  content: string
}

/** As the server has it (server/spreadsheets/reading.py); more is not even read. */
const MOST_BYTES = 2 * 1024 * 1024

const PATHS = { members: '/api/members', units: '/api/units' }

/** Where a browser finds the list as an Excel file, or with `template` one to fill in. */
export function excelPath(kind: Kind, team?: string, template = false): string {
  return `${PATHS[kind]}${template ? '/template' : ''}.xlsx${queryOf({ team })}`
}

/** What was chosen, held in memory; the problem of a file that is too large or cannot be read. */
export async function readChosenFile(file: File): Promise<Outcome<{ file: ChosenFile }>> {
  if (file.size > MOST_BYTES) return { ok: false, problem: 'sheet_too_large' }
  const content = await base64Of(file).catch(() => null)
  if (content === null) return { ok: false, problem: 'sheet_unreadable' }
  return { ok: true, file: { name: file.name, content } }
}

/** What the server would do with a file. Nothing is written. */
export async function checkFile(
  kind: Kind,
  { content }: ChosenFile,
  team?: string,
): Promise<Outcome<{ report: ImportReport }>> {
  return await send(kind, { file: content, dry_run: true, ...(team && { team }) }, [])
}

/** Writes all rows of a file, or none: with `sheet_refused` the details are the report. */
export async function importFile(
  kind: Kind,
  { content }: ChosenFile,
  team?: string,
): Promise<Outcome<{ report: ImportReport }>> {
  const shown = kind === 'units' ? [pathOf('/api/units')] : [pathOf('/api/teams')]
  const body = { file: content, dry_run: false, ...(team && { team }) }
  return await send(kind, body, team ? [...shown, teamPath(team)] : shown)
}

async function send(
  kind: Kind,
  body: object,
  refreshed: string[],
): Promise<Outcome<{ report: ImportReport }>> {
  const answer = await change('POST', `${PATHS[kind]}/import`, body, refreshed)
  return answer.ok ? { ok: true, report: answer.body as ImportReport } : answer
}

async function base64Of(file: File): Promise<string> {
  return await new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
