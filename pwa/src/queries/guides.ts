import { fold } from '../rules/text'
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
type Spoken = 'vi' | 'en'

export const titleOf = (guide: Guide, language: Spoken) =>
  language === 'en' ? guide.title_en : guide.title_vi

export const sentenceOf = (step: GuideStep, language: Spoken) =>
  language === 'en' ? step.en : step.vi

export interface FoundGuide {
  guide: Guide
  /** The sentence with most of the words, where the title has not got all of them. */
  sentence: string | null
}

/** The guides that have every word of what was typed, in any order, with or without marks; those with
 * more of the words in their titles stand first. */
export function findGuides(all: Guide[], typed: string, language: Spoken): FoundGuide[] {
  const words = fold(typed).split(' ').filter(Boolean)
  const found = (text: string) => words.filter((word) => fold(text).includes(word))
  const ranked = all.flatMap((guide) => {
    const inTitle = new Set(found(titleOf(guide, language)))
    const titled = inTitle.size
    if (titled === new Set(words).size) return { guide, sentence: null, titled }
    const sentences = guide.steps.map((step) => sentenceOf(step, language))
    const all = new Set([...inTitle, ...sentences.flatMap(found)])
    if (words.some((word) => !all.has(word))) return []
    // The one that says the most of what was asked for.
    const [best] = sentences.sort((one, other) => found(other).length - found(one).length)
    return { guide, sentence: best ?? null, titled }
  })
  ranked.sort((one, other) => other.titled - one.titled) // of as many the guides' own order stays
  return ranked.map(({ guide, sentence }) => ({ guide, sentence }))
}
