import { queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export type CodeToWrite = Wire['CodeToWrite']
export type CodeToChange = Wire['CodeToChange']

const one = (code: string) => `/api/codes/${encodeURIComponent(code)}`

/** Where a browser finds the register of a unit as an Excel file. */
export const codesPath = (unit: string): string => `/api/codes.xlsx${queryOf({ unit })}`

/** Where it finds codes to be printed: plaques of A4, or labels, 24 to a page. */
export const sheetPath = (codes: string[], layout: 'plaque' | 'labels'): string =>
  `/api/codes/sheet.pdf${queryOf({ codes: codes.join(','), layout })}`

export async function makeCode(said: CodeToWrite, shown: string): Promise<Outcome> {
  return await change('POST', '/api/codes', said, [shown])
}

export interface PrintableRecord extends NonNullable<CodeToWrite['target']> {
  unit: string
  title: string
}

/** As many characters as the register takes of what a code is for. */
const PURPOSE = 120

/** Makes a code for the plaque of a record. */
export async function makeRecordCode(record: PrintableRecord, shown: string): Promise<Outcome> {
  const { kind, id, unit, title } = record
  const purpose = [...title].slice(0, PURPOSE).join('')
  const target = { kind, id }
  return await makeCode({ unit, purpose, link: null, target, from: null, to: null }, shown)
}

/** Writes anew what a code says, unless somebody else has meanwhile. */
export async function changeCode(
  code: string,
  said: CodeToChange,
  shown: string,
): Promise<Outcome> {
  return await change('PUT', one(code), said, [shown])
}

/** Ends a code, or lets it hold again. */
export async function endCode(code: string, ended: boolean, shown: string): Promise<Outcome> {
  return await change(ended ? 'POST' : 'DELETE', `${one(code)}/ending`, undefined, [shown])
}

/** Notes where a sheet with the code was put up. */
export async function putUp(
  code: string,
  place: string,
  day: string,
  shown: string,
): Promise<Outcome> {
  return await change('POST', `${one(code)}/prints`, { place, day }, [shown])
}

export async function takeDown(code: string, print: string, shown: string): Promise<Outcome> {
  return await change('DELETE', `${one(code)}/prints/${print}`, undefined, [shown])
}
