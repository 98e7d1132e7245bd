import type { Wire } from '../../api/wire'
import { deskKeys, queryOf } from '../../store/desk/keys'
import { change, refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** Without a link one that a restored server only knows to be there stays so. */
export type CodeToWrite = Omit<Wire['CodeToWrite'], 'link'> & { link: string | null }

const one = (code: string) => `/api/codes/${encodeURIComponent(code)}`

/** Where a browser finds the register of a unit as an Excel file. */
export const codesPath = (unit: string): string => `/api/codes.xlsx${queryOf({ unit })}`

/** Where it finds codes to be printed: plaques of A4, or labels, 24 to a page. */
export const sheetPath = (codes: string[], layout: 'plaque' | 'labels'): string =>
  `/api/codes/sheet.pdf${queryOf({ codes: codes.join(','), layout })}`

export const refreshCodes = (unit: string): Promise<Outcome> => refresh(deskKeys.codes(unit))

/** Makes a code, or writes anew what the one that there is says. */
export async function writeCode(
  { unit, ...said }: CodeToWrite,
  there: { code: string; ended: boolean } | null,
  shown: string,
): Promise<Outcome> {
  return there
    ? await change('PUT', one(there.code), { ...said, ended: there.ended }, [shown])
    : await change('POST', '/api/codes', { unit, ...said }, [shown])
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
