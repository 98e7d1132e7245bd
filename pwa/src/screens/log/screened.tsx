import { blankCitizenData, findCitizenData } from '../../queries/screening'
import { t, type Word } from '../../words'

interface Props {
  text: string
  /** What holds the text, at the head of the sentence: "Ghi chú". */
  where: string
  onClean: (text: string) => void
}

const NUMBERS = new Set(['identity_number', 'phone_number', 'card_or_account', 'one_time_code'])

/** True when a text holds what could tell who a citizen is. */
export function holdsCitizenData(text: string): boolean {
  return findCitizenData(text.normalize('NFC')).length > 0
}

/** Says what looks like a citizen's data and takes it out at one tap; null when there is none. */
export function screened({ text, where, onClean }: Props) {
  const clean = text.normalize('NFC')
  const [found] = findCitizenData(clean)
  if (!found) return undefined
  return (
    <>
      <span>
        {t(`screen.found.${found.kind}` as Word, { where })} {t('screen.why')}
      </span>
      <button type="button" class="button danger" onClick={() => onClean(blankCitizenData(clean))}>
        {t(NUMBERS.has(found.kind) ? 'screen.remove' : 'screen.remove.text')}
      </button>
    </>
  )
}
