import { language } from '../../../i18n'

/** What the server calls something of the catalogue, in the language on screen; an answer of an older
 * server has the Vietnamese alone. */
export const labelIn = ({ label, label_en }: { label: string; label_en?: string }): string =>
  language.value === 'en' && label_en ? label_en : label
