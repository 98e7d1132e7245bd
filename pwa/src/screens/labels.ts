import { language } from '../i18n'
import type { Catalogue, CatalogueKind } from '../queries'

/** The catalogue's label in the language shown. */
export function labelOf(catalogue: Catalogue, kind: CatalogueKind, code: string): string {
  return catalogue.label(kind, code, language.value)
}
