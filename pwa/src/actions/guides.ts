import { deskKeys } from '../local/desk-keys'
import { change, refresh } from '../sync/desk'
import type { Outcome } from './outcome'

export interface GuideToWrite {
  /** The one that the writer saw; 0 for a new guide. */
  version: number
  title_vi: string
  title_en: string
  sort?: number
  active: boolean
  services: string[]
  steps: { vi: string; en: string; picture: string | null; never: boolean }[]
}

export const refreshGuides = (): Promise<Outcome> => refresh(deskKeys.guides())
export const refreshGuideVersions = (code: string): Promise<Outcome> =>
  refresh(deskKeys.guideVersions(code))

/** Writes a guide for all phones; what it said before is kept. */
export async function writeGuide(code: string, guide: GuideToWrite): Promise<Outcome> {
  const shown = [deskKeys.guides(), deskKeys.guideVersions(code)]
  return await change('PUT', `/api/guides/${encodeURIComponent(code)}`, guide, shown)
}
