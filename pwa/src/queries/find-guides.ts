import { type Guide, type Spoken, sentenceOf, titleOf } from './guides'
import { findAll, missingWords } from './matching'

export interface FoundGuide {
  guide: Guide
  /** The sentence with most of the words, where the title has not got all of them. */
  sentence: string | null
}

/** The guides with every typed word, else with the most; those with more of the words in their titles
 * come first. */
export function findGuides(all: Guide[], typed: string, language: Spoken): FoundGuide[] {
  const sentences = (guide: Guide) => guide.steps.map((step) => sentenceOf(step, language))
  const textsOf = (guide: Guide) => [titleOf(guide, language), ...sentences(guide)]
  return findAll(all, typed, textsOf).map((guide) => {
    if (missingWords(typed, titleOf(guide, language)) === 0) return { guide, sentence: null }
    const [best = null] = sentences(guide).sort(
      (one, other) => missingWords(typed, one) - missingWords(typed, other),
    )
    return { guide, sentence: best }
  })
}
