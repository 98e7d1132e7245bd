import type { Guide, GuideStep } from '../rules/types'
import { db } from '../store/database'
import { type Live, live } from './live'

export type { Guide, GuideStep }

/** The guides in their order, as the server last sent them; none before the first contact. */
export function guides(): Live<Guide[]> {
  return live('guides', readGuides)
}

/** The first guide that helps with a service, null without one. */
export function guideFor(service: string): Live<Guide | null> {
  return live(`guide for ${service}`, async () => {
    const all = await readGuides()
    return all.find((guide) => guide.services.includes(service)) ?? null
  })
}

async function readGuides(): Promise<Guide[]> {
  const rows = await db.base.where('kind').equals('guide').toArray()
  const all = rows.map((row) => row.f as unknown as Guide)
  return all.filter((guide) => guide.active).sort((one, other) => one.sort - other.sort)
}

/** The languages that guides are written in. */
export type Spoken = 'vi' | 'en'

export const titleOf = (guide: Guide, language: Spoken) =>
  language === 'en' ? guide.title_en : guide.title_vi

export const sentenceOf = (step: GuideStep, language: Spoken) =>
  language === 'en' ? step.en : step.vi
