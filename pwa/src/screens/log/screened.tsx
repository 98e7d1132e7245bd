import { t, type Word } from '../../i18n'
import { blankCitizenData, findCitizenData, type Kind } from '../../queries/screening'

interface Props {
  text: string
  /** What holds the text, at the head of the sentence: "Ghi chú". */
  where: string
  /** What the text may hold all the same: a volunteer's name is one. */
  allowed?: readonly Kind[]
  onClean: (text: string) => void
}

const NUMBERS: readonly Kind[] = [
  'identity_number',
  'phone_number',
  'card_or_account',
  'one_time_code',
  'address',
]

/** True when a text holds what could tell who a citizen is. */
export function containsCitizenData(text: string, allowed: readonly Kind[] = []): boolean {
  return findCitizenData(text.normalize('NFC'), allowed).length > 0
}

/** The sentence for what looks like a citizen's data, and why it must not stay; null when there is none. */
export function whatIsFound({ text, where, allowed = [] }: Omit<Props, 'onClean'>): string | null {
  const [found] = findCitizenData(text.normalize('NFC'), allowed)
  return found ? `${t(`screen.found.${found.kind}` as Word, { where })} ${t('screen.why')}` : null
}

/** Says what looks like a citizen's data and takes it out at one tap; null when there is none. */
export function screened({ text, where, allowed = [], onClean }: Props) {
  const clean = text.normalize('NFC')
  const [found] = findCitizenData(clean, allowed)
  if (!found) return undefined
  return (
    <>
      <span>{whatIsFound({ text, where, allowed })}</span>
      <button
        type="button"
        class="button danger"
        onClick={() => onClean(blankCitizenData(clean, allowed))}
      >
        {t(NUMBERS.includes(found.kind) ? 'screen.remove' : 'screen.remove.text')}
      </button>
    </>
  )
}
