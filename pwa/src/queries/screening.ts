import { signal } from '@preact/signals'
import type { Finding, Kind } from '../rules/screening'

export type { Kind } from '../rules/screening'

type Rules = typeof import('../rules/screening')

// A form looks at a text while it is typed. The word lists come with a later file: nothing on the
// first screen needs them, and saving looks once more itself.
const rules = signal<Rules | null>(null)
import('../rules/screening').then(
  (loaded) => {
    rules.value = loaded
  },
  () => undefined, // offline before all files were here; the server looks too
)

/** What in a text could tell who a citizen is; empty until the rules have come. */
export function findCitizenData(text: string, allowed: readonly Kind[] = []): Finding[] {
  return rules.value?.findCitizenData(text, allowed) ?? []
}

/** The text with every finding taken out. */
export function blankCitizenData(text: string, allowed: readonly Kind[] = []): string {
  return rules.value?.blank(text, allowed) ?? text
}

/** The text if it has been looked at and holds nothing, else none of it: for what is kept unasked. */
export function onlyClean(text: string, allowed: readonly Kind[] = []): string {
  return rules.value && findCitizenData(text.normalize('NFC'), allowed).length === 0 ? text : ''
}
