import first from 'virtual:words/first'
import { formatNumber } from './format'
import { type Language, language } from './language'
import type { Word } from './word'

export { type Language, language } from './language'

export type { Word } from './word'

type Table = Partial<Record<Word, string>> & Record<string, string>

const tables: Record<Language, Table> = { vi: { ...first }, en: {} }

/** The sentence for a key in the language shown, with {names} filled in; numbers are grouped,
 * and {n|session|sessions} has the word that goes with the number. */
export function t(key: Word, params?: Record<string, string | number>): string {
  const text = tables[language.value][key] ?? tables.vi[key] ?? key
  return params ? fill(text, params) : text
}

/** The sentence for a named problem: what happened and what to do. */
export function problem(code: string): string {
  const key = `problem.${code}`
  return tables[language.value][key] ?? tables.vi[key] ?? t('problem.unnamed' as Word, { code })
}

function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)(?:\|(\w*)\|(\w*))?\}/g, (whole, name, one, many) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one !== undefined) return String(value) === '1' ? one : many
    return typeof value === 'number' ? formatNumber(value) : value
  })
}

/** Fetches the sentences of every screen but the first, which carries its own. */
export async function loadLaterWords(): Promise<void> {
  if (!('problem.unnamed' in tables.vi))
    Object.assign(tables.vi, (await import('virtual:words/later')).default)
  if (language.value === 'en') await loadEnglish()
}

/** A part of the app that few open brings the sentences that it alone says. */
export function addWords(words: Record<string, string>): void {
  Object.assign(tables.vi, words)
}

/** Most phones never need it, so it is kept on first use only; false where it cannot be had. */
async function loadEnglish(): Promise<boolean> {
  if ('app.name' in tables.en) return true
  try {
    Object.assign(tables.en, (await import('virtual:words/english')).default)
    return true
  } catch {
    return false
  }
}

/**
 * Shows the app in a language; its sentences are there before the first one changes. False where
 * they could not be fetched: what was shown stays.
 */
export async function showLanguage(chosen: Language): Promise<boolean> {
  if (chosen === 'en' && !(await loadEnglish())) return false
  language.value = chosen
  return true
}
