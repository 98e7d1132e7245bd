import { useState } from 'preact/hooks'
import { Field } from '../../../components/field'
import { Sheet } from '../../../components/sheet'
import { t } from '../../../i18n'
import { containsCitizenData, screened } from '../../log/screened'

interface Props {
  /** What is refused, where that is more than one thing. */
  title?: string
  onRefuse: (reason: string) => void
  onClose: () => void
}

const MOST = 200

/** Nobody is refused without a sentence that says why. */
export function RefuseReason({ title, onRefuse, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState(false)
  const refuse = () => {
    const clean = reason.normalize('NFC').trim()
    if (!clean || containsCitizenData(clean)) return setWrong(true)
    onRefuse(clean)
  }
  return (
    <Sheet
      ask
      title={title ?? t('review.refuse.question')}
      onClose={onClose}
      foot={
        <>
          <button type="button" class="button" onClick={onClose}>
            {t('do.close')}
          </button>
          <button type="button" class="button primary" onClick={refuse}>
            {t('review.refuse')}
          </button>
        </>
      }
    >
      <Field
        label={t('review.reason')}
        hint={t('review.reason.hint')}
        maxLength={MOST}
        value={reason}
        onInput={setReason}
        wrong={
          screened({ text: reason, where: t('review.reason'), onClean: setReason }) ??
          (wrong && !reason.trim() ? t('review.reason.missing') : undefined)
        }
      />
    </Sheet>
  )
}
