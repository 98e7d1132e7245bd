import { db } from '../local/database'
import { fold } from '../rules/text'
import { type Live, live } from './live'

/** One step, as the server publishes it (PROTOCOL 4.9). */
export interface GuideStep {
  vi: string
  en: string
  picture: string | null
  /** It says what nobody may do. */
  never: boolean
}

export interface Guide {
  code: string
  version: number
  title_vi: string
  title_en: string
  sort: number
  active: boolean
  /** Codes of the services that it helps with. */
  services: string[]
  steps: GuideStep[]
}

/** The guides in their order, as the server last sent them; none before the first contact. */
export function guides(): Live<Guide[]> {
  return live('guides', async () => {
    const rows = await db.base.where('kind').equals('guide').toArray()
    const all = rows.map((row) => row.f as unknown as Guide)
    return all.filter((guide) => guide.active).sort((one, other) => one.sort - other.sort)
  })
}

/** The first guide that helps with a service, null without one. */
export function guideFor(service: string): Live<Guide | null> {
  return live(`guide for ${service}`, async () => {
    const rows = await db.base.where('kind').equals('guide').toArray()
    const all = rows.map((row) => row.f as unknown as Guide)
    const fitting = all.filter((guide) => guide.active && guide.services.includes(service))
    return fitting.sort((one, other) => one.sort - other.sort)[0] ?? null
  })
}

/** The languages that guides are written in. */
type Spoken = 'vi' | 'en'

export const titleOf = (guide: Guide, language: Spoken) =>
  language === 'en' ? guide.title_en : guide.title_vi

export const sentenceOf = (step: GuideStep, language: Spoken) =>
  language === 'en' ? step.en : step.vi

export interface FoundGuide {
  guide: Guide
  /** The sentence in which all words stand, where the title has not got them. */
  sentence: string | null
}

/** The guides that have every word of what was typed, with or without marks, in title or one step. */
export function findGuides(all: Guide[], typed: string, language: Spoken): FoundGuide[] {
  const words = fold(typed).split(' ').filter(Boolean)
  const has = (text: string) => {
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  }
  return all.flatMap((guide) => {
    if (has(titleOf(guide, language))) return { guide, sentence: null }
    const step = guide.steps.find((one) => has(sentenceOf(one, language)))
    return step ? { guide, sentence: sentenceOf(step, language) } : []
  })
}
