import { language, t } from '../i18n'
import type { Catalogue, CatalogueKind } from '../queries'

/** The catalogue's label in the language shown. */
export function labelOf(catalogue: Catalogue, kind: CatalogueKind, code: string): string {
  return catalogue.label(kind, code, language.value)
}

interface Named {
  services: readonly { code: string; people: number }[]
}

/** What a session is called wherever it stands: by the service that most came for, and how many more. */
export function nameOfSession(
  { services }: Named,
  catalogue: Catalogue,
  nameOf = (code: string) => labelOf(catalogue, 'service', code),
): string {
  const [first, ...others] = [...services].sort(
    (a, b) => b.people - a.people || (a.code < b.code ? -1 : 1),
  )
  const name = first ? nameOf(first.code) : ''
  return others.length > 0 ? t('log.saved.more', { first: name, n: others.length }) : name
}
