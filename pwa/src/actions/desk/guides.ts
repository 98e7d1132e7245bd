import type { Guide } from '../../rules/types'
import { deskKeys } from '../../store/desk/keys'
import { change, refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** `version` is the one that the writer saw, 0 for a new guide, which without `sort` comes last. */
export type GuideToWrite = Omit<Guide, 'code' | 'sort'> & Partial<Pick<Guide, 'sort'>>

export const refreshGuides = (): Promise<Outcome> => refresh(deskKeys.guides())
export const refreshGuideVersions = (code: string): Promise<Outcome> =>
  refresh(deskKeys.guideVersions(code))

/** Writes a guide for all phones; what it said before is kept. */
export async function writeGuide(code: string, guide: GuideToWrite): Promise<Outcome> {
  const shown = [deskKeys.guides(), deskKeys.guideVersions(code)]
  return await change('PUT', `/api/guides/${encodeURIComponent(code)}`, guide, shown)
}
