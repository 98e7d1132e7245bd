import { queryOf } from '../../api/paths'
import type { Wire } from '../../api/wire'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

export type SiteContent = Wire['SiteContent']
export type SiteToMake = Wire['SiteToMake']

const one = (id: string) => `/api/sites/${encodeURIComponent(id)}`

/** Each picture is made smaller when a version is approved, and others may be before. */
const DRAWING_MS = 180_000

/** Where a browser finds the sites of a unit as an Excel file. */
export const sitesPath = (unit: string, state?: string): string =>
  `/api/sites.xlsx${queryOf({ unit, state })}`

/** Where it finds a version as the page that it makes. */
export const versionPath = (id: string, number: number): string => `${one(id)}/versions/${number}`

export async function makeSite(said: SiteToMake, shown: string): Promise<Outcome> {
  return await change('POST', '/api/sites', said, [shown])
}

/** Writes a further version, after having read that one. */
export async function writeSite(
  id: string,
  version: number,
  content: SiteContent,
): Promise<Outcome> {
  return await change('PUT', one(id), { version, content }, [one(id)])
}

/** Hands the latest version to a second person, or has that person approve it. */
export async function passOn(
  id: string,
  step: 'submission' | 'approval',
  version: number,
): Promise<Outcome> {
  const body = { version }
  return await change('POST', `${one(id)}/${step}`, body, [one(id)], DRAWING_MS)
}

/** Makes what waits a draft again. */
export async function takeBack(id: string): Promise<Outcome> {
  return await change('DELETE', `${one(id)}/submission`, undefined, [one(id)])
}

/** Takes a site from the public. */
export async function withdrawSite(id: string): Promise<Outcome> {
  return await change('POST', `${one(id)}/withdrawal`, undefined, [one(id)])
}
