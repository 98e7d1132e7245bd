import { language } from '../../i18n'
import type { Catalogue } from '../../queries'

/** The force that somebody belongs to unless another is chosen: the Union, while it is offered. */
export function usualAffiliation(known: Catalogue | undefined): string {
  const offered = known?.affiliations ?? []
  return offered.some((each) => each.code === 'DOAN') ? 'DOAN' : (offered[0]?.code ?? 'DOAN')
}

/** Chips or list entries of a catalogue's choices. */
export function optionsOf(choices: { code: string; labelVi: string; labelEn: string }[]) {
  const english = language.value === 'en'
  return choices.map((c) => ({ value: c.code, label: english ? c.labelEn : c.labelVi }))
}
