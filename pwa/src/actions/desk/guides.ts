import { pathOf } from '../../api/paths'
import type { Guide } from '../../rules/types'
import { change } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** `version` is the one that the writer saw, 0 for a new guide, which without `sort` comes last. */
export type GuideToWrite = Omit<Guide, 'code' | 'sort'> & Partial<Pick<Guide, 'sort'>>

/** Writes a guide for all phones; what it said before is kept. */
export async function writeGuide(code: string, guide: GuideToWrite): Promise<Outcome> {
  const shown = [pathOf('/api/guides'), pathOf('/api/guides/{code}/versions', { code })]
  return await change('PUT', `/api/guides/${encodeURIComponent(code)}`, guide, shown)
}
